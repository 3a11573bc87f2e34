using System.Collections.Frozen;

namespace Offtrail.Events;

/// <summary>Names of the columns, in the order of <see cref="EventColumn"/>.</summary>
public static class EventColumns
{
    /// <summary>Time of the event: microseconds since 1970 in UTC.</summary>
    public const string Timestamp = "@timestamp";

    /// <summary>
    /// The CloudTrail record as it was delivered, but for the value of its eventID, in whose place stands
    /// <see cref="IdMark"/>: the column event.id has it, and random text twice would be a seventh of the lake.
    /// </summary>
    public const string Record = "record";

    /// <summary>Stands for the event's id inside a stored record. A record as delivered has no such character: JSON does not allow it.</summary>
    public const char IdMark = '\u0001';

    /// <summary>The longest text, in bytes of UTF-8, that a column holds; longer text is cut there and ends in "…". The record keeps the whole.</summary>
    public const int MaxBytes = 1024;

    private static readonly string[] s_names =
    [
        "event.id",
        "event.provider",
        "event.action",
        "event.outcome",
        "cloud.region",
        "cloud.account.id",
        "aws.cloudtrail.error_code",
        "aws.cloudtrail.error_message",
        "aws.cloudtrail.event_type",
        "aws.cloudtrail.event_category",
        "aws.cloudtrail.read_only",
        "aws.cloudtrail.user_identity.type",
        "aws.cloudtrail.user_identity.arn",
        "aws.cloudtrail.user_identity.session_context.session_issuer.arn",
        "aws.cloudtrail.user_identity.access_key_id",
        "aws.cloudtrail.user_identity.invoked_by",
        "user.id",
        "user.name",
        "service.name",
        "offtrail.identity",
        "source.address",
        "source.ip",
        "user_agent.original",
        "offtrail.account",
        "offtrail.session.name",
        "offtrail.session.instance_id",
        "offtrail.called_via",
        "aws.cloudtrail.user_identity.session_context.mfa_authenticated",
        "aws.cloudtrail.vpc_endpoint_id",
        "user_agent.name",
        "user_agent.version",
        "user_agent.os.name",
        "offtrail.client.class",
        "offtrail.client.offensive_os",
        "offtrail.client.label",
        "offtrail.network",
        "offtrail.source_network",
        "source.geo.country_iso_code",
        "source.geo.region_name",
        "source.geo.city_name",
        "source.as.number",
        "source.as.organization.name",
    ];

    private static readonly FrozenDictionary<string, EventColumn> s_byName =
        s_names.Select((name, i) => (name, i)).ToFrozenDictionary(p => p.name, p => (EventColumn)p.i, StringComparer.Ordinal);

    /// <summary>All names, indexed by <see cref="EventColumn"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>Columns that say more than the record: what Offtrail made of it. Added to the ECS document.</summary>
    public static IReadOnlyList<EventColumn> BesideTheRecord { get; } =
    [
        EventColumn.Identity, EventColumn.Account, EventColumn.SessionName, EventColumn.InstanceId, EventColumn.CalledVia,
        EventColumn.ClientName, EventColumn.ClientVersion, EventColumn.ClientOs, EventColumn.ClientClass, EventColumn.OffensiveOs, EventColumn.Client, EventColumn.Network, EventColumn.SourceNetwork,
        EventColumn.Country, EventColumn.GeoRegion, EventColumn.City, EventColumn.AsNumber, EventColumn.AsOrganization,
    ];

    /// <summary>The columns from this one on follow from the client's or the address's text alone; the parser does not fill them.</summary>
    public const int FirstDerived = (int)EventColumn.ClientName;

    /// <summary>How many text columns there are.</summary>
    public static int Count => s_names.Length;

    /// <summary>The ECS name of a column.</summary>
    public static string Name(this EventColumn column) => s_names[(int)column];

    /// <summary>Finds a column by its ECS name; false if the lake has none of that name.</summary>
    public static bool TryFind(string name, out EventColumn column) => s_byName.TryGetValue(name, out column);

    /// <summary>Whether nearly every event has a value of its own in this column, so that a dictionary would only cost.</summary>
    public static bool IsUnique(EventColumn column) => column is EventColumn.EventId;
}
