using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Exchange;

/// <summary>Alerts and rules in the forms of other systems, as the program writes them.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Alerts_come_in_each_form_with_what_people_did_and_by_the_same_filters()
    {
        using var work = new Workspace();
        (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(0);
        var id = (await work.RunAsync("alerts", "--format", "ndjson", "--data", work.Data)).ShouldExit(0).Documents.Single().GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
        (await work.RunAsync("alerts", "close", id, "--because", "benign", "--data", work.Data)).ShouldExit(0);

        var finding = (await work.RunAsync("alerts", "--format", "ocsf", "--status", "closed", "--data", work.Data)).ShouldExit(0).Documents.Single();
        finding.GetProperty("class_uid").GetInt32().ShouldBe(2004);
        finding.GetProperty("status").GetString().ShouldBe("Suppressed");
        finding.GetProperty("finding_info").GetProperty("uid").GetString().ShouldBe(id);
        finding.GetProperty("finding_info").GetProperty("attacks").GetArrayLength().ShouldBe(2);

        var elastic = (await work.RunAsync("alerts", "--format", "elastic", "--data", work.Data)).ShouldExit(0).Documents.Single();
        elastic.GetProperty("kibana.alert.uuid").GetString().ShouldBe(id);
        elastic.GetProperty("kibana.alert.workflow_status").GetString().ShouldBe("closed");
        elastic.GetProperty("kibana.alert.ancestors").EnumerateArray().Select(a => a.GetProperty("id").GetString()).ShouldBe(SmallTrail.NewIds);

        var rows = (await work.RunAsync("alerts", "--format", "csv", "--data", work.Data)).ShouldExit(0).Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Length.ShouldBe(2);
        rows[0].ShouldStartWith("id,timestamp,raised_at,rule_id,");
        rows[1].ShouldStartWith($"{id},2026-05-10T12:00:00.000Z,");
        rows[1].ShouldContain(",closed,benign,");
        (await work.RunAsync("alerts", "--format", "ocsf", "--status", "open", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("");
    }

    [Fact]
    public async Task A_value_of_an_attackers_is_no_formula_in_a_spreadsheet()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("trail.json", Sample.File(SmallTrail.Records(newCode: "=HYPERLINK(1)"))))).ShouldExit(0);
        var row = (await work.RunAsync("alerts", "--format", "csv", "--data", work.Data)).ShouldExit(0).Out.Split("\r\n")[1];
        row.ShouldContain(",'=HYPERLINK(1),");
    }

    [Fact]
    public async Task A_detection_prints_its_alerts_in_each_form_and_what_is_no_alert_in_three()
    {
        using var work = new Workspace();
        (await work.DetectAsync(SmallTrail.Write(work), "--format", "ocsf")).ShouldExit(0).Documents.Single().GetProperty("activity_name").GetString().ShouldBe("Create");
        (await work.RunAsync("rules", "list", "--format", "ocsf", "--data", work.Data)).ShouldExit(2).ShouldSay("--format takes table, json, ndjson; found \"ocsf\"");
        (await work.RunAsync("alerts", "--format", "xml", "--data", work.Data)).ShouldExit(2).ShouldSay("--format takes table, json, ndjson, elastic, ocsf, csv; found \"xml\"");
    }

    [Fact]
    public async Task Rules_that_were_exported_come_back_elsewhere_as_they_were()
    {
        using var work = new Workspace();
        var file = Path.Combine(work.Root, "rules.ndjson");
        (await work.RunAsync("ingest", work.Write("one.json", Sample.Three()), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "disable", "rare_error_code", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "export", "--data", work.Data, "--out", file)).ShouldExit(0);
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        JsonElement.Parse(lines[^1]).GetProperty("exported_rules_count").GetInt32().ShouldBe(lines.Length - 1);

        (await work.RunAsync("rules", "import", file, "--data", Path.Combine(work.Root, "b"))).ShouldExit(0).ShouldSay($"{lines.Length - 1} rules imported.");
        var back = (await work.RunAsync("rules", "export", "--data", Path.Combine(work.Root, "b"))).ShouldExit(0).OutLines;
        WithoutVersion(back).ShouldBe(WithoutVersion(lines));
        back.Single(l => l.Contains("\"rule_id\":\"rare_error_code\"", StringComparison.Ordinal)).ShouldContain("\"enabled\":false");

        (await work.RunAsync("rules", "export", "rare_error_code", "--format", "yaml", "--data", work.Data)).ShouldExit(0).Out.ShouldStartWith("id: rare_error_code\n");
        (await work.RunAsync("rules", "export", "nothing", "--data", work.Data)).ShouldExit(2).ShouldSay("there is no rule \"nothing\"");
    }

    /// <summary>A rule that takes another's place gets a higher version.</summary>
    private static string[] WithoutVersion(string[] lines) => [.. lines.Select(l => System.Text.RegularExpressions.Regex.Replace(l, "\"version\":[0-9]+", ""))];
}
