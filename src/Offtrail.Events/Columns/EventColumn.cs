namespace Offtrail.Events;

/// <summary>
/// The text columns of an event. Each has one name everywhere, its ECS field name: in jobs, in rules, in alerts and
/// in the lake's segments; see <see cref="EventColumns"/>. The time and the record itself are not text columns.
/// </summary>
public enum EventColumn
{
    EventId,
    Provider,
    Action,
    Outcome,
    Region,
    CloudAccount,
    ErrorCode,
    ErrorMessage,
    EventType,
    EventCategory,
    ReadOnly,
    IdentityType,
    IdentityArn,
    IssuerArn,
    AccessKey,
    InvokedBy,
    UserId,
    UserName,
    ServiceName,
    Identity,
    SourceAddress,
    SourceIp,
    UserAgent,
    Account,
    SessionName,
    InstanceId,
    CalledVia,
    MfaAuthenticated,
    VpcEndpoint,
    ClientName,
    ClientVersion,
    ClientOs,
    ClientClass,
    OffensiveOs,
    Network,
    Country,
    GeoRegion,
    City,
    AsNumber,
    AsOrganization,
}
