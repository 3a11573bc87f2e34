using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary><c>offtrail rules …</c>: rules of the user's own, and rules that are off.</summary>
public sealed class RulesCommandTests
{
    [Fact]
    public async Task A_rule_that_is_off_raises_nothing_until_it_is_on_again()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        (await work.RunAsync("ingest", trail, "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "disable", "rare_error_code", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("rare_error_code is off now\n");
        (await work.RunAsync("rules", "disable", "rare_error_code", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("rare_error_code was off already\n");
        Of(await work.RunAsync("rules", "list", "--format", "json", "--data", work.Data), "rare_error_code")["enabled"]!.GetValue<bool>().ShouldBeFalse();
        (await work.RunAsync("detect", trail, "--data", work.Data)).ShouldExit(0).Out.ShouldNotContain("Rare AWS Error Code  ");
        (await work.RunAsync("rules", "enable", "rare_error_code", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("rare_error_code is on now\n");
        (await work.RunAsync("detect", trail, "--data", work.Data)).ShouldExit(0).Out.ShouldContain("Rare AWS Error Code  ");
    }

    [Fact]
    public async Task A_rule_in_the_data_folder_runs_beside_the_pack()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        (await work.RunAsync("ingest", trail, "--data", work.Data)).ShouldExit(0);
        var yaml = (await work.RunAsync("rules", "show", "rare_error_code", "--data", work.Data)).ShouldExit(0).Out
            .Replace("id: rare_error_code", "id: mine", StringComparison.Ordinal).Replace("name: Rare AWS Error Code", "name: Mine", StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(work.Data, "rules"));
        var file = Path.Combine(work.Data, "rules", "mine.yaml");
        File.WriteAllText(file, yaml);
        ((string)Of(await work.RunAsync("rules", "list", "--format", "json", "--data", work.Data), "mine")["file"]!).ShouldBe(file);
        (await work.RunAsync("rules", "validate", "--data", work.Data)).ShouldExit(0).Out.ShouldContain($"{file}: right (mine)");
        (await work.RunAsync("detect", trail, "--data", work.Data)).ShouldExit(0).Out.ShouldContain("  Mine  ");
        (await work.RunAsync("alerts", "--rule", "mine", "--data", work.Data)).ShouldExit(0).OutLines.ShouldNotBeEmpty();

        File.WriteAllText(file, yaml.Replace("anomaly_threshold: 50", "anomaly_treshold: 50", StringComparison.Ordinal));
        (await work.RunAsync("detect", trail, "--data", work.Data)).ShouldExit(2).ShouldSay("mine.yaml:");
        File.WriteAllText(file, yaml.Replace("job: rare_error_code", "job: nothing", StringComparison.Ordinal));
        (await work.RunAsync("rules", "list", "--data", work.Data)).ShouldExit(2).ShouldSay("there is no job \"nothing\"; right would be one of");
        (await work.RunAsync("rules", "disable", "nothing", "--data", work.Data)).ShouldExit(2);
    }

    private static JsonNode Of(ProgramResult listed, string id) => JsonNode.Parse(listed.ShouldExit(0).Out)!.AsArray().Single(r => (string)r!["id"]! == id)!;
}
