using System.Text.Json.Nodes;
using Offtrail.Exchange;

namespace Offtrail.Tests.Exchange;

/// <summary>Jobs and datafeeds in the forms of Elastic's, made from the facts about its five CloudTrail jobs.</summary>
internal static class ElasticJobs
{
    /// <summary>Id, function, counted field, by field, partition field, bucket span, title.</summary>
    public static readonly (string Id, string Function, string? Field, string? By, string? Partition, string Span, string Name)[] Five =
    [
        ("rare_error_code", "rare", null, "aws.cloudtrail.error_code", null, "60m", "Rare AWS Error Code"),
        ("high_distinct_count_error_message", "high_distinct_count", "aws.cloudtrail.error_message", null, null, "15m", "Spike in AWS Error Messages"),
        ("rare_method_for_a_city", "rare", null, "event.action", "source.geo.city_name", "60m", "Unusual City For an AWS Command"),
        ("rare_method_for_a_country", "rare", null, "event.action", "source.geo.country_iso_code", "60m", "Unusual Country For an AWS Command"),
        ("rare_method_for_a_username", "rare", null, "event.action", "user.name", "60m", "Unusual AWS Command for a User"),
    ];

    public static JsonObject Job(string id)
    {
        var of = Five.Single(f => f.Id == id);
        var detector = new JsonObject { ["detector_description"] = "what it does", ["function"] = of.Function, ["detector_index"] = 0 };
        if (of.Field is not null) detector["field_name"] = of.Field;
        if (of.By is not null) detector["by_field_name"] = of.By;
        if (of.Partition is not null) detector["partition_field_name"] = of.Partition;
        return new JsonObject
        {
            ["description"] = $"What {id} looks at.",
            ["groups"] = new JsonArray("security", "cloudtrail"),
            ["analysis_config"] = new JsonObject { ["bucket_span"] = of.Span, ["detectors"] = new JsonArray(detector), ["influencers"] = new JsonArray("aws.cloudtrail.user_identity.arn", "source.ip", "source.geo.city_name") },
            ["allow_lazy_open"] = true,
            ["analysis_limits"] = new JsonObject { ["model_memory_limit"] = "64mb" },
            ["data_description"] = new JsonObject { ["time_field"] = "@timestamp" },
            ["custom_settings"] = new JsonObject { ["created_by"] = "a module", ["security_app_display_name"] = of.Name, ["managed"] = true, ["job_revision"] = 4 },
        };
    }

    public static JsonObject Datafeed(string id)
    {
        var of = Five.Single(f => f.Id == id);
        return new JsonObject
        {
            ["job_id"] = "JOB_ID",
            ["indices"] = new JsonArray("INDEX_PATTERN_NAME"),
            ["max_empty_searches"] = 10,
            ["query"] = JsonNode.Parse($$$"""{"bool":{"filter":[{"term":{"event.dataset":"aws.cloudtrail"}},{"term":{"event.module":"aws"}},{"exists":{"field":"{{{of.Partition ?? of.By ?? of.Field}}}"}}]}}"""),
        };
    }

    public static JsonObject With(this JsonObject o, string key, JsonNode? value)
    {
        var copy = (JsonObject)o.DeepClone();
        copy[key] = value;
        return copy;
    }

    public static ForeignFile File(string name, JsonNode content) => new(name, content.ToJsonString());
}
