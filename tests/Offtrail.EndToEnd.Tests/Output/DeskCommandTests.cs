using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary><c>offtrail alerts …</c> and <c>offtrail incidents …</c>: from the list to the closed incident.</summary>
public sealed class DeskCommandTests
{
    [Fact]
    public async Task An_alert_is_found_looked_at_and_closed()
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var listed = (await work.RunAsync("alerts", "--data", work.Data)).ShouldExit(0).OutLines.ShouldHaveSingleItem();
        var id = listed.Split(' ')[0];

        var sheet = (await work.RunAsync("alerts", "show", id, "--data", work.Data)).ShouldExit(0).Out;
        sheet.ShouldContain("Rare AWS Error Code  (rare_error_code)");
        sheet.ShouldContain("offtrail events --");
        sheet.ShouldContain("Status      open");

        (await work.RunAsync("alerts", "ack", id, "--by", "ana", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("1 alert acknowledged\n");
        (await work.RunAsync("alerts", "--status", "open", "--data", work.Data)).ShouldExit(0).ShouldSay("No such alerts.").Out.ShouldBe("");
        (await work.RunAsync("alerts", "close", "--rule", "rare_error_code", "--because", "benign", "--note", "a test", "--by", "ben", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("1 alert closed\n");
        (await work.RunAsync("alerts", "close", id, "--because", "benign", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("0 alerts closed; 1 was so already\n");
        sheet = (await work.RunAsync("alerts", "show", id, "--data", work.Data)).ShouldExit(0).Out;
        sheet.ShouldContain("Status      closed: benign");
        sheet.ShouldContain("ana  acknowledge: open → acknowledged");
        sheet.ShouldContain("ben  close: acknowledged → closed: benign (a test)");

        // Found again, it stays what it was.
        (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(0).Out.ShouldBe("");
        var document = JsonNode.Parse((await work.RunAsync("alerts", "--format", "ndjson", "--data", work.Data)).ShouldExit(0).OutLines.ShouldHaveSingleItem())!["offtrail"]!["alert"]!;
        ((string)document["status"]!).ShouldBe("closed");
        ((string)document["closed_reason"]!).ShouldBe("benign");
        ((string)document["incident_id"]!).ShouldBe(((string)document["id"]!)[..12]);
    }

    [Fact]
    public async Task An_incident_is_closed_with_its_alerts()
    {
        using var work = new Workspace();
        await work.RunAsync("detect", SmallTrail.Write(work), "--threshold", "20", "--data", work.Data);
        var incident = (await work.RunAsync("incidents", "--data", work.Data)).ShouldExit(0).OutLines[0];
        var id = incident.Split(' ')[0];
        var shown = (await work.RunAsync("incidents", "show", id[..6], "--data", work.Data)).ShouldExit(0).Out;
        shown.ShouldContain($"Incident    {id}, open");
        shown.ShouldContain("ATT&CK");
        (await work.RunAsync("incidents", "close", id, "--because", "true-positive", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("closed");
        var document = JsonNode.Parse((await work.RunAsync("incidents", "show", id, "--format", "json", "--data", work.Data)).ShouldExit(0).Out)!;
        ((string)document["status"]!).ShouldBe("closed");
        document["alert_documents"]!.AsArray().Count.ShouldBe((int)document["alerts"]!);
        (await work.RunAsync("incidents", "--status", "closed", "--format", "ndjson", "--data", work.Data)).ShouldExit(0).OutLines.ShouldHaveSingleItem().ShouldContain(id);
    }

    [Fact]
    public async Task An_exception_made_from_an_alert_holds_it_back_elsewhere_until_it_goes()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        await work.DetectAsync(trail);
        var id = (await work.RunAsync("alerts", "--data", work.Data)).OutLines.ShouldHaveSingleItem().Split(' ')[0];
        var file = Path.Combine(work.Data, "exceptions.yaml");
        (await work.RunAsync("alerts", "except", id, "--data", work.Data)).ShouldExit(0).ShouldSay("Nothing is written yet").Out.ShouldContain("It would have held back 1 alert of the last 30 days");
        File.Exists(file).ShouldBeFalse();
        (await work.RunAsync("alerts", "except", id, "--note", "it's allowed", "--yes", "--data", work.Data)).ShouldExit(0);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldMatch($"when: '\\S+: {SmallTrail.NewCode} and offtrail.identity: [^()]+'");
        (await work.DetectAsync(trail)).ShouldExit(0).ShouldSay("1 had been raised before"); // what was raised stays

        var other = Path.Combine(work.Root, "other");
        (await work.RunAsync("ingest", trail, "--data", other)).ShouldExit(0);
        File.Copy(file, Path.Combine(other, "exceptions.yaml"));
        (await Detect()).ShouldSay("1 held back by exceptions").Out.ShouldBe("");
        (await Detect()).ShouldSay("1 held back by exceptions").Out.ShouldBe("");
        (await work.RunAsync("alerts", "--data", other)).Out.ShouldBe("");
        (await work.RunAsync("alerts", "--excepted", "--data", other)).OutLines.ShouldHaveSingleItem().ShouldStartWith(id);
        (await work.RunAsync("incidents", "--data", other)).Out.ShouldBe("");

        File.Delete(Path.Combine(other, "exceptions.yaml"));
        (await Detect()).ShouldSay("1 new").OutLines.ShouldHaveSingleItem().ShouldStartWith(id);
        (await work.RunAsync("incidents", "--data", other)).OutLines.ShouldHaveSingleItem();

        File.WriteAllText(Path.Combine(other, "exceptions.yaml"), "exceptions:\n  - {when: 'event.actoin: X'}\n");
        (await work.RunAsync("detect", trail, "--rule", "rare_error_code", "--data", other)).ShouldExit(2).ShouldSay("exceptions.yaml:2:");

        async Task<ProgramResult> Detect() => (await work.RunAsync("detect", trail, "--rule", "rare_error_code", "--data", other)).ShouldExit(0);
    }

    [Theory]
    [InlineData("which alerts? Name them, or say which with options", "alerts", "ack")]
    [InlineData("\"xyz!\" is no id of an alert; right would be its first 4 digits or more", "alerts", "show", "xyz!")]
    [InlineData("there is no alert \"abcdef\"", "alerts", "close", "abcdef", "--because", "benign")]
    [InlineData("--because is missing", "alerts", "close", "abcdef")]
    [InlineData("--because takes true-positive, benign, false-positive, duplicate, other; found \"wrong\"", "alerts", "close", "abcdef", "--because", "wrong")]
    [InlineData("there is no rule \"wrong\"", "alerts", "--rule", "wrong")]
    [InlineData("--severity takes low, medium, high, critical; found \"wrong\"", "alerts", "--severity", "wrong")]
    [InlineData("--status takes open, acknowledged, closed; found \"wrong\"", "alerts", "--status", "wrong")]
    [InlineData("there is no incident \"abcdef\"", "alerts", "--incident", "abcdef")]
    [InlineData("there is no incident \"abcdef\"", "incidents", "show", "abcdef")]
    [InlineData("--because is missing", "incidents", "close", "abcdef")]
    [InlineData("either ids or options that choose alerts, not both", "alerts", "ack", "abcdef", "--status", "open")]
    public async Task What_is_wrong_is_told_with_what_would_be_right(string message, params string[] command)
    {
        using var work = new Workspace();
        (await work.RunAsync("ingest", work.Write("a.json", Sample.Three()), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync([.. command, "--data", work.Data])).ShouldExit(2).ShouldSay(message);
    }
}
