using static Offtrail.Exchange.SettingUse;

namespace Offtrail.Exchange;

/// <summary>The queries that datafeeds have. Any other is refused.</summary>
public static class QuerySettings
{
    /// <summary>All of them.</summary>
    public static SettingTable Table { get; } = new(
        new("match_all", Taken, "nothing: all events"),
        new("bool.filter", Taken, "`and`"),
        new("bool.must", Taken, "`and`"),
        new("bool.must_not", Taken, "`not`"),
        new("bool.should", Taken, "`or`; where none of it needs to be so it only orders, and changes nothing"),
        new("bool.minimum_should_match", Taken, "0, 1 or the number of conditions; else refused"),
        new("constant_score.filter", Taken, "the condition"),
        new("term", Taken, "`field: value`"),
        new("terms", Taken, "`field: (a or b)`"),
        new("match", Taken, "`field: value`, since the lake's texts are whole values"),
        new("match_phrase", Taken, "`field: value`"),
        new("exists", Taken, "`field: *`"),
        new("prefix", Taken, "`field: begin*`"),
        new("wildcard", Taken, "`field: a*b`; with `?` refused"),
        new("range", Taken, "`@timestamp >= time`; of other fields refused, and times relative to now"),
        new("query_string", Taken, "conditions `field:value` with AND, OR, NOT and parentheses; else refused"),
        new("case_insensitive", Refused, "upper and lower case are different"),
        new("boost", Needless, "orders, and changes nothing"),
        new("_name", Needless, "a title"));
}
