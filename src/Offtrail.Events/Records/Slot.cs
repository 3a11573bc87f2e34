namespace Offtrail.Events;

/// <summary>What the parser takes out of a record: the columns (same numbers as <see cref="EventColumn"/>) and a few members that columns are made from.</summary>
internal enum Slot
{
    EventId = EventColumn.EventId,
    Provider = EventColumn.Provider,
    Action = EventColumn.Action,
    Outcome = EventColumn.Outcome,
    Region = EventColumn.Region,
    CloudAccount = EventColumn.CloudAccount,
    ErrorCode = EventColumn.ErrorCode,
    ErrorMessage = EventColumn.ErrorMessage,
    EventType = EventColumn.EventType,
    EventCategory = EventColumn.EventCategory,
    ReadOnly = EventColumn.ReadOnly,
    IdentityType = EventColumn.IdentityType,
    IdentityArn = EventColumn.IdentityArn,
    IssuerArn = EventColumn.IssuerArn,
    AccessKey = EventColumn.AccessKey,
    InvokedBy = EventColumn.InvokedBy,
    UserId = EventColumn.UserId,
    UserName = EventColumn.UserName,
    ServiceName = EventColumn.ServiceName,
    Identity = EventColumn.Identity,
    SourceAddress = EventColumn.SourceAddress,
    SourceIp = EventColumn.SourceIp,
    UserAgent = EventColumn.UserAgent,
    Account = EventColumn.Account,
    SessionName = EventColumn.SessionName,
    InstanceId = EventColumn.InstanceId,
    CalledVia = EventColumn.CalledVia,
    MfaAuthenticated = EventColumn.MfaAuthenticated,
    VpcEndpoint = EventColumn.VpcEndpoint,

    // The columns from here on are made from the client and the address, once for each that a batch meets, and not by the parser.
    Recipient = EventColumn.AsOrganization + 1,
    IssuerName,
    EventTime,
    Timestamp,
    ConsoleLogin,
    AdditionalUserName,
    OnBehalfOfUser,
    None,
}

internal static class Slots
{
    public const int Count = (int)Slot.None + 1;
}
