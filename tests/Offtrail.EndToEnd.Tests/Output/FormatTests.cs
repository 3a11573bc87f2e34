using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Output;

public sealed class FormatTests
{
    [Fact]
    public async Task Ndjson_is_a_document_a_line()
    {
        using var work = new Workspace();
        var run = (await work.DetectAsync(SmallTrail.Write(work), "--format", "ndjson")).ShouldExit(0);
        run.Out.ShouldEndWith("}\n");
        run.Documents.Single().GetProperty("rule").GetProperty("id").GetString().ShouldBe("rare_error_code");
    }

    [Fact]
    public async Task Json_is_one_list_of_the_same_documents()
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var list = JsonElement.Parse((await work.RunAsync("alerts", "--data", work.Data, "--format", "json")).ShouldExit(0).Out);
        var lines = (await work.RunAsync("alerts", "--data", work.Data, "--format", "ndjson")).Documents;
        list.EnumerateArray().Select(d => d.GetRawText()).ShouldBe(lines.Select(d => d.GetRawText()));
    }

    [Fact]
    public async Task Json_without_alerts_is_an_empty_list_and_ndjson_is_nothing()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        JsonElement.Parse((await work.DetectAsync(file, "--format", "json")).ShouldExit(0).Out).GetArrayLength().ShouldBe(0);
        (await work.DetectAsync(file, "--format", "ndjson")).ShouldExit(0).Out.ShouldBe("");
    }

    [Fact]
    public async Task A_table_into_a_pipe_is_plain_lines_without_progress()
    {
        using var work = new Workspace();
        var run = (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(0);
        var line = run.OutLines.Single();
        line.ShouldMatch("\\A[0-9a-f]{8}  2026-05-10 12:00 ");
        line.ShouldContain("Rare AWS Error Code");
        line.ShouldContain(SmallTrail.NewCode);
        (run.Out + run.Error).ShouldNotContain('\e');
        (run.Out + run.Error).ShouldNotContain('\r');
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(l => l.StartsWith("Read ") || l.StartsWith("Records ") || l.StartsWith("Lake ") || l.StartsWith("Alerts "));
    }

    [Fact]
    public async Task Results_and_everything_else_go_to_different_streams()
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(SmallTrail.Write(work));
        run.Out.ShouldNotContain("Records ");
        run.Error.ShouldContain("Alerts      1 new (Rare AWS Error Code 1)");
    }

    [Fact]
    public async Task The_summary_tells_span_accounts_and_failures()
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(work.Write("a.json", Sample.Record("a"), Sample.Record("b", hour: 3), Sample.Record("c", "AccessDenied", 1), Sample.Record("d", hour: 5, account: "444455556666")));
        run.ShouldStore(4).ShouldSay("Lake        4 events of 2 accounts from 2026-05-01 00:00 to 2026-05-01 05:00 UTC; 25 % failed");
    }

    [Fact]
    public async Task Anomalies_are_documents_with_their_explanation()
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var anomalies = (await work.RunAsync("anomalies", "--data", work.Data, "--least-score", "40")).ShouldExit(0).Documents;
        var found = anomalies.Single(a => a.GetProperty("by").GetString() == SmallTrail.NewCode);
        found.GetProperty("explanation").GetString().ShouldNotBeNullOrEmpty();
        anomalies.ShouldAllBe(a => a.GetProperty("record_score").GetDouble() >= 40);
    }
}
