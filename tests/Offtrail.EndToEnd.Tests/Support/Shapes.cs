using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests;

/// <summary>The same records in every form in which CloudTrail is found: a form is a function from records to the texts of its files.</summary>
internal static class Shapes
{
    private static readonly JsonSerializerOptions s_pretty = new() { WriteIndented = true };

    public static readonly IReadOnlyDictionary<string, Func<JsonObject[], string[]>> All = new Dictionary<string, Func<JsonObject[], string[]>>(StringComparer.Ordinal)
    {
        ["a Records file"] = r => [Sample.File(r)],
        ["a Records file over many lines"] = r => [new JsonObject { ["Records"] = List(r) }.ToJsonString(s_pretty)],
        ["a Records file with members before and behind"] = r => ["{\"owner\":\"me\",\"count\":3," + Sample.File(r)[1..^1] + ",\"more\":{\"a\":[1]}}"],
        ["one record a file"] = r => [.. r.Select(x => x.ToJsonString())],
        ["one record a file over many lines"] = r => [.. r.Select(x => x.ToJsonString(s_pretty))],
        ["a list"] = r => [List(r).ToJsonString()],
        ["a list over many lines"] = r => [List(r).ToJsonString(s_pretty)],
        ["a list a line"] = r => [string.Concat(r.Select(x => $"[{x.ToJsonString()}]\n"))],
        ["NDJSON"] = r => [Sample.Lines(r)],
        ["NDJSON with CRLF"] = r => [Sample.Lines(r).Replace("\n", "\r\n", StringComparison.Ordinal)],
        ["NDJSON without a last newline"] = r => [Sample.Lines(r).TrimEnd()],
        ["NDJSON with blank lines"] = r => ["\n\n" + Sample.Lines(r).Replace("\n", "\n \n\t\n", StringComparison.Ordinal)],
        ["Records files one after the other"] = r => [string.Join("\n", r.Select(x => Sample.File(x)))],
        ["documents over many lines, one after the other"] = r => [string.Join("\n", r.Select(x => x.ToJsonString(s_pretty)))],
        ["documents without anything between"] = r => [string.Concat(r.Select(x => x.ToJsonString()))],
        ["lookup-events"] = r => [new JsonObject { ["Events"] = Looked(r) }.ToJsonString(s_pretty)],
        ["lookup-events with NextToken first"] = r => [new JsonObject { ["NextToken"] = new string('t', 700), ["Events"] = Looked(r) }.ToJsonString(s_pretty)],
        ["EventBridge, one a file"] = r => [.. r.Select(x => Bridged(x).ToJsonString())],
        ["EventBridge, one a line"] = r => [Sample.Lines(r.Select(Bridged))],
        ["ECS with event.original nested"] = r => [Sample.Lines(r.Select(x => new JsonObject { ["event"] = new JsonObject { ["original"] = x.ToJsonString() }, ["aws"] = new JsonObject { ["cloudtrail"] = new JsonObject() } }))],
        ["ECS with event.original dotted"] = r => [Sample.Lines(r.Select(x => new JsonObject { ["@timestamp"] = "2001-01-01T00:00:00Z", ["event.original"] = x.ToJsonString() }))],
        ["ECS with nested fields"] = r => [Sample.Lines(r.Select(x => Ecs.Nested(x, int.MaxValue)))],
        ["ECS with dotted fields"] = r => [Sample.Lines(r.Select(x => Ecs.Nested(x, 0)))],
        ["ECS with fields nested to one level"] = r => [Sample.Lines(r.Select(x => Ecs.Nested(x, 1)))],
        ["ECS with fields nested to two levels"] = r => [Sample.Lines(r.Select(x => Ecs.Nested(x, 2)))],
        ["search hits around records"] = r => [Sample.Lines(r.Select(Hit))],
        ["search hits around ECS"] = r => [Sample.Lines(r.Select(x => Hit(Ecs.Nested(x, int.MaxValue))))],
        ["the text of a message field"] = r => [Sample.Lines(r.Select(x => new JsonObject { ["@timestamp"] = "2001-01-01T00:00:00Z", ["message"] = x.ToJsonString() }))],
    };

    private static JsonArray List(JsonObject[] records) => [.. records.Select(x => x.DeepClone())];

    private static JsonArray Looked(JsonObject[] records) =>
        [.. records.Select(x => new JsonObject
        {
            ["EventId"] = x["eventID"]!.DeepClone(),
            ["EventName"] = x["eventName"]!.DeepClone(),
            ["EventTime"] = "2001-01-01T00:00:00+00:00",
            ["Resources"] = new JsonArray(new JsonObject { ["ResourceType"] = "AWS::S3::Bucket" }),
            ["CloudTrailEvent"] = x.ToJsonString(),
        })];

    private static JsonObject Bridged(JsonObject record) => new()
    {
        ["version"] = "0",
        ["id"] = "bridge-" + (string)record["eventID"]!,
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = "aws.s3",
        ["account"] = "999999999999",
        ["time"] = "2001-01-01T00:00:00Z",
        ["resources"] = new JsonArray(),
        ["detail"] = record.DeepClone(),
    };

    private static JsonObject Hit(JsonObject source) => new() { ["_index"] = "logs-aws.cloudtrail", ["_id"] = "h", ["_source"] = source.DeepClone() };

    /// <summary>The texts of all files as bytes.</summary>
    public static byte[][] Bytes(string shape, params JsonObject[] records) => [.. All[shape](records).Select(Encoding.UTF8.GetBytes)];
}
