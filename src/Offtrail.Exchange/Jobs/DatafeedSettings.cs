using static Offtrail.Exchange.SettingUse;

namespace Offtrail.Exchange;

/// <summary>The settings of Elastic's datafeeds.</summary>
public static class DatafeedSettings
{
    /// <summary>All of them.</summary>
    public static SettingTable Table { get; } = new(
        new("datafeed_id", Needless, "a datafeed is a part of its job"),
        new("job_id", Taken, "the job that it belongs to"),
        new("query", Taken, "`filter`; see the table of queries"),
        new("query_delay", Taken, "`query_delay`, to 1d; without it 20m, in which CloudTrail delivers"),
        new("runtime_mappings", Taken, "refused, but for fields in whose place `--map` puts one of the lake"),
        new("script_fields", Taken, "refused, but for fields in whose place `--map` puts one of the lake"),
        new("aggregations", Refused, "the lake counts the events itself"),
        new("aggs", Refused, "the lake counts the events itself"),
        new("indices", Needless, "all of the lake is read"),
        new("indexes", Needless, "all of the lake is read"),
        new("indices_options", Needless, "all of the lake is read"),
        new("frequency", Needless, "the rule's `interval` says when it runs"),
        new("scroll_size", Needless, "how it reads"),
        new("chunking_config", Needless, "how it reads"),
        new("max_empty_searches", Needless, "it waits for events as long as it must"),
        new("delayed_data_check_config", Needless, "late events are judged whenever they come"),
        new("authorization", Needless, "of Elasticsearch"),
        new("headers", Needless, "of Elasticsearch"),
        new("create_time", Needless, "when it was made"));
}
