using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary><c>offtrail triage</c>: from the alert to the answers.</summary>
public sealed class TriageCommandTests
{
    private static readonly string[] s_questions =
        ["rarity", "error", "request", "enumeration", "retry", "identity", "habits", "chain", "key", "client", "source", "travel", "ec2", "hour", "company", "reach", "peers"];

    [Fact]
    public async Task An_alert_is_triaged_and_each_answer_finds_its_events_again()
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var id = (await work.RunAsync("alerts", "--data", work.Data)).OutLines.ShouldHaveSingleItem().Split(' ')[0];
        var document = JsonNode.Parse((await work.RunAsync("triage", id, "--format", "json", "--data", work.Data)).ShouldExit(0).Out)!;
        ((string)document["verdict"]!).ShouldBeOneOf("likely_harmless", "needs_a_look", "likely_an_attack");
        var answers = document["answers"]!.AsArray();
        answers.Select(a => (string)a!["id"]!).ShouldBe(s_questions);
        answers.ShouldAllBe(a => ((string)a!["answer"]!).Length > 0);
        var error = answers.Single(a => (string)a!["id"]! == "error")!;
        ((string)error["figures"]!["code"]!).ShouldBe(SmallTrail.NewCode);
        ((int)error["figures"]!["events"]!).ShouldBe(3);
        foreach (var answer in answers)
        {
            if ((string?)answer!["events"] is not { } command) continue;
            var (code, shell) = (await Shell.TryAsync("sh", "-c", $"{command.Replace("offtrail events", $"dotnet {Repository.Program} events", StringComparison.Ordinal)} --format raw --limit 0 2>/dev/null"))!.Value;
            code.ShouldBe(0, command);
            var found = shell.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (string)JsonNode.Parse(l)!["eventID"]!).ToHashSet(StringComparer.Ordinal);
            var cited = answer["event_ids"]!.AsArray().Select(i => (string)i!).ToArray();
            if ((string)answer["id"]! is "error" or "request" or "rarity" or "reach" or "key") cited.ShouldAllBe(i => found.Contains(i), command);
        }
    }

    [Fact]
    public async Task An_incident_is_triaged_as_one_for_a_person_and_for_a_ticket()
    {
        using var work = new Workspace();
        await work.RunAsync("detect", SmallTrail.Write(work), "--threshold", "20", "--data", work.Data);
        var id = (await work.RunAsync("incidents", "--data", work.Data)).OutLines[0].Split(' ')[0];
        var text = (await work.RunAsync("triage", id, "--data", work.Data)).ShouldExit(0).Out;
        text.ShouldContain($"Triage      incident {id}");
        text.ShouldContain("Verdict     ");
        text.ShouldContain("Next steps (suggestions; nothing was run)");
        text.ShouldContain("aws iam put-user-policy --user-name ana --policy-name OfftrailQuarantine --policy-document '{\"Version\":");
        var markdown = (await work.RunAsync("triage", id, "--format", "markdown", "--data", work.Data)).ShouldExit(0).Out;
        markdown.ShouldStartWith($"# Triage of incident {id}");
        markdown.ShouldContain("## What is the history of the error?");
    }

    [Fact]
    public async Task The_weights_are_shown() => (await new Workspace().RunAsync("triage", "--weights")).ShouldExit(0).Out.ShouldContain("points:");

    [Theory]
    [InlineData("which alert or incident? Name it by its id")]
    [InlineData("\"xyz!\" is no id of an alert", "xyz!")]
    [InlineData("there is no alert \"abcdef\"", "abcdef")]
    [InlineData("there is no incident \"abcdef\"", "abcdef", "--incident")]
    [InlineData("--format takes text, markdown, json; found \"xml\"", "abcdef", "--format", "xml")]
    public async Task What_is_wrong_is_told_with_what_would_be_right(string message, params string[] command)
    {
        using var work = new Workspace();
        (await work.RunAsync("ingest", work.Write("a.json", Sample.Three()), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync(["triage", .. command, "--data", work.Data])).ShouldExit(2).ShouldSay(message);
    }
}
