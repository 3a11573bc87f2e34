using static Offtrail.Exchange.SettingUse;

namespace Offtrail.Exchange;

/// <summary>The settings of the items of Elastic's exception lists, as they stand in an export beside the rules.</summary>
public static class ExceptionSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable Table { get; } = new(
        new("list_id", Taken, "the list to which it belongs"),
        new("name", Taken, "`comment`"),
        new("description", Taken, "`comment`, behind the name"),
        new("expire_time", Taken, "`until`"),
        new("entries.type", Taken, "match, match_any, exists, wildcard and nested; an item with another, such as a value list, is refused"),
        new("entries.field", Taken, "`when`; an item with a field that alerts do not keep is refused"),
        new("entries.operator", Taken, "included or excluded (`not`)"),
        new("entries.value", Taken, "`when`"),
        new("entries.entries", Taken, "`when`, all of them"),
        new("comments", Left, "an exception has one comment"),
        new("os_types", Left, "events of CloudTrail have no operating system"),
        new("id", Needless, "names the item in Kibana"),
        new("item_id", Needless, "names the item in Kibana"),
        new("type", Needless, "there is one"),
        new("tags", Needless, "words to find it by in Kibana"),
        new("meta", Needless, "of Kibana"),
        new("namespace_type", Needless, "all lists are read alike"),
        new("tie_breaker_id", Needless, "of Kibana"),
        new("_version", Needless, "counts changes in Kibana"),
        new("version", Needless, "counts changes in Kibana"),
        new("created_at", Needless, "when and by whom it was made"),
        new("created_by", Needless, "when and by whom it was made"),
        new("updated_at", Needless, "when and by whom it was changed"),
        new("updated_by", Needless, "when and by whom it was changed"));
}
