namespace Offtrail.Events;

/// <summary>Which member of a record goes to which slot. Looked up by length first: one comparison a member.</summary>
internal static class MemberNames
{
    public static (Slot Slot, RecordSigns Sign) OfRecord(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 7:
                if (name.SequenceEqual("eventID"u8)) return (Slot.EventId, RecordSigns.Member);
                break;
            case 8:
                if (name.SequenceEqual("readOnly"u8)) return (Slot.ReadOnly, RecordSigns.None);
                break;
            case 9:
                if (name.SequenceEqual("eventTime"u8)) return (Slot.EventTime, RecordSigns.Member);
                if (name.SequenceEqual("eventName"u8)) return (Slot.Action, RecordSigns.Member);
                if (name.SequenceEqual("awsRegion"u8)) return (Slot.Region, RecordSigns.None);
                if (name.SequenceEqual("userAgent"u8)) return (Slot.UserAgent, RecordSigns.None);
                if (name.SequenceEqual("errorCode"u8)) return (Slot.ErrorCode, RecordSigns.None);
                if (name.SequenceEqual("eventType"u8)) return (Slot.EventType, RecordSigns.None);
                break;
            case 10:
                if (name.SequenceEqual("@timestamp"u8)) return (Slot.Timestamp, RecordSigns.None);
                break;
            case 11:
                if (name.SequenceEqual("eventSource"u8)) return (Slot.Provider, RecordSigns.Member);
                break;
            case 12:
                if (name.SequenceEqual("userIdentity"u8)) return (Slot.None, RecordSigns.Identity);
                if (name.SequenceEqual("eventVersion"u8)) return (Slot.None, RecordSigns.Member);
                if (name.SequenceEqual("errorMessage"u8)) return (Slot.ErrorMessage, RecordSigns.None);
                break;
            case 13:
                if (name.SequenceEqual("eventCategory"u8)) return (Slot.EventCategory, RecordSigns.None);
                if (name.SequenceEqual("vpcEndpointId"u8)) return (Slot.VpcEndpoint, RecordSigns.None);
                break;
            case 15:
                if (name.SequenceEqual("sourceIPAddress"u8)) return (Slot.SourceAddress, RecordSigns.None);
                break;
            case 18:
                if (name.SequenceEqual("recipientAccountId"u8)) return (Slot.Recipient, RecordSigns.None);
                break;
        }

        return (Slot.None, RecordSigns.None);
    }

    public static Slot OfIdentity(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("arn"u8) => Slot.IdentityArn,
        4 when name.SequenceEqual("type"u8) => Slot.IdentityType,
        8 when name.SequenceEqual("userName"u8) => Slot.UserName,
        9 when name.SequenceEqual("accountId"u8) => Slot.CloudAccount,
        9 when name.SequenceEqual("invokedBy"u8) => Slot.InvokedBy,
        11 when name.SequenceEqual("principalId"u8) => Slot.UserId,
        11 when name.SequenceEqual("accessKeyId"u8) => Slot.AccessKey,
        _ => Slot.None,
    };

    public static Slot OfIssuer(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("arn"u8) => Slot.IssuerArn,
        8 when name.SequenceEqual("userName"u8) => Slot.IssuerName,
        _ => Slot.None,
    };

    /// <summary>A slot as the record calls it, for messages.</summary>
    public static string Describe(Slot slot) => slot switch
    {
        Slot.EventId => "eventID",
        Slot.Action => "eventName",
        Slot.Provider => "eventSource",
        Slot.Region => "awsRegion",
        Slot.SourceAddress => "sourceIPAddress",
        Slot.Recipient => "recipientAccountId",
        Slot.CloudAccount => "userIdentity.accountId",
        Slot.IdentityType => "userIdentity.type",
        Slot.IdentityArn => "userIdentity.arn",
        Slot.UserName => "userIdentity.userName",
        Slot.UserId => "userIdentity.principalId",
        Slot.AccessKey => "userIdentity.accessKeyId",
        Slot.InvokedBy => "userIdentity.invokedBy",
        Slot.IssuerArn => "sessionIssuer.arn",
        Slot.IssuerName => "sessionIssuer.userName",
        Slot.Timestamp => "@timestamp",
        Slot.VpcEndpoint => "vpcEndpointId",
        Slot.MfaAuthenticated => "sessionContext.attributes.mfaAuthenticated",
        Slot.OnBehalfOfUser => "onBehalfOf.userId",
        Slot.AdditionalUserName => "additionalEventData.UserName",
        Slot.ConsoleLogin => "responseElements.ConsoleLogin",
        _ => char.ToLowerInvariant(slot.ToString()[0]) + slot.ToString()[1..],
    };
}
