using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.BadInput;

/// <summary>Records that are JSON and yet no event: named with their place and what would be right. Others are taken as far as they go.</summary>
public sealed class FieldTests
{
    [Theory]
    [InlineData("eventTime", null, "eventTime is missing")]
    [InlineData("eventTime", "\"\"", "eventTime is missing")]
    [InlineData("eventTime", "\"yesterday\"", "eventTime \"yesterday\" is no time")]
    [InlineData("eventTime", "\"2026-02-30T00:00:00Z\"", "is no time")]
    [InlineData("eventTime", "\"0001-01-01T00:00:00Z\"", "lies outside")]
    [InlineData("eventTime", "\"2262-04-12T00:00:00Z\"", "lies outside")]
    [InlineData("eventTime", "\"9999-12-31T23:59:59Z\"", "lies outside")]
    [InlineData("eventTime", "\"10:00-05:00\"", "is no time")] // a time of day means another day every day
    [InlineData("eventTime", "\"5-1\"", "is no time")]
    [InlineData("eventTime", "12", "is no time")]
    [InlineData("eventTime", "{}", "eventTime must be a string")]
    [InlineData("eventID", null, "eventID is missing")]
    [InlineData("eventID", "null", "eventID is missing")]
    [InlineData("eventID", "[1]", "eventID must be a string")]
    [InlineData("errorCode", "{\"a\":1}", "errorCode must be a string")]
    [InlineData("recipientAccountId", "\"../../../etc\"", "is no account id")]
    [InlineData("recipientAccountId", "\"..\"", "is no account id")]
    [InlineData("recipientAccountId", "\"/etc/passwd\"", "is no account id")]
    [InlineData("recipientAccountId", "\"1\\u0000\"", "is no account id")]
    public async Task Is_named_and_costs_no_other_record(string member, string? json, string reason)
    {
        using var work = new Workspace();
        var bad = Sample.Record("bad").Without(member);
        if (json is not null) bad.With(member, JsonNode.Parse(json));
        var file = work.Write("t.json", Sample.Record("before"), bad, Sample.Record("behind"));
        (await work.DetectAsync(file)).ShouldStoreAndQuarantine(2, 1).ShouldSay($"Quarantined {file}: record 2, line 1, byte ", reason);
        Directory.GetDirectories(Path.Combine(work.Data, "lake")).Select(Path.GetFileName).ShouldBe(["account=111122223333"]);
    }

    [Theory]
    [InlineData("404", "404")]
    [InlineData("true", "true")]
    [InlineData("\"Acc\\u0065ssDenied\"", "AccessDenied")]
    public async Task An_error_code_of_another_type_counts_as_its_text(string json, string code)
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(work.Write("t.json", Sample.Record("a").With("errorCode", JsonNode.Parse(json))));
        run.ShouldStore(1);
        (await work.RunAsync("anomalies", "--data", work.Data)).Documents.Single().GetProperty("by").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task An_error_code_that_says_nothing_is_no_error(string json)
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("t.json", Sample.Record("a").With("errorCode", JsonNode.Parse(json))))).ShouldStore(1);
        (await work.RunAsync("anomalies", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("");
    }

    [Fact]
    public async Task An_error_code_of_100_KB_is_cut_with_a_warning()
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(work.Write("t.json", Sample.Record("a", new string('x', 100_000))), "--include-learning", "--threshold", "0", "--format", "ndjson");
        run.ShouldStore(1).ShouldSay("Warning     2 values longer than 1,024 bytes"); // the code, and the message that names it
        run.Out.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public async Task A_member_that_stands_there_twice_is_ambiguous()
    {
        using var work = new Workspace();
        var bad = Sample.Record("bad", "AccessDenied").ToJsonString().Replace("{\"eventVersion\"", "{\"errorCode\":\"Harmless\",\"eventVersion\"", StringComparison.Ordinal);
        var run = await work.DetectAsync(work.Write("t.json", $"[{Sample.Record("a").ToJsonString()},{bad},{Sample.Record("b").ToJsonString()}]"));
        run.ShouldStoreAndQuarantine(2, 1).ShouldSay("record 2", "\"errorCode\" stands there twice");
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task Ten_thousand_levels_of_nesting_cost_one_record(char open, char close)
    {
        using var work = new Workspace();
        var begin = open == '[' ? "[" : "{\"a\":";
        var nested = string.Concat(Enumerable.Repeat(begin, 10_000)) + "1" + new string(close, 10_000);
        var bad = Sample.Record("bad").ToJsonString()[..^1] + ",\"deep\":" + nested + "}";
        var run = await work.DetectAsync(work.Write("t.json", $"{{\"Records\":[{Sample.Record("a").ToJsonString()},{bad},{Sample.Record("b").ToJsonString()}]}}"));
        run.ShouldStoreAndQuarantine(2, 1).ShouldSay("record 2", "nested deeper than");
    }

    [Fact]
    public async Task A_file_that_is_nothing_but_brackets_is_refused()
    {
        using var work = new Workspace();
        work.Write("good.json", Sample.Record("a"));
        work.Write("deep.json", new string('[', 100_000));
        var run = (await work.DetectAsync(work.Trail)).ShouldExit(1).ShouldSay("deep.json");
        run.Counts.Stored.ShouldBe(1);
    }
}
