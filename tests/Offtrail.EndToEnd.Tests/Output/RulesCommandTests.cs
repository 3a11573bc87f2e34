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

    [Fact]
    public async Task A_definition_that_was_written_by_hand_never_drives_the_terminal()
    {
        using var work = new Workspace();
        (await work.RunAsync("ingest", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "duplicate", "rare_error_code", "mine", "--data", work.Data)).ShouldExit(0);
        var file = Path.Combine(work.Data, "rules", "mine.yaml");
        File.WriteAllText(file, File.ReadAllText(file) + "# \u001b[31mred\u001b[0m\tand \u009b2J\n");
        (await work.RunAsync("rules", "show", "mine", "--data", work.Data)).ShouldExit(0).Out.ShouldEndWith("# \uFFFD[31mred\uFFFD[0m\tand \uFFFD2J\n");
        (await work.RunAsync("rules", "export", "mine", "--format", "yaml", "--data", work.Data)).ShouldExit(0).Out.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task A_rule_is_copied_edited_compared_tried_and_deleted()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        (await work.RunAsync("detect", trail, "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "duplicate", "rare_error_code", "mine", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("mine is there");
        var editor = work.Write("edit.sh", "#!/bin/sh\nsed -i s/threshold:.50/threshold:\\ 60/ \"$1\"\n");
        var edited = await EditedBy(work, editor).RunAsync(["rules", "edit", "mine", "--data", work.Data, "--note", "quieter", "--by", "ana"]);
        edited.ShouldExit(0).Out.ShouldBe("mine is saved as version 2; it counts from the next detection on\n");
        (await work.RunAsync("rules", "diff", "mine", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("-anomaly_threshold: 50\n+anomaly_threshold: 60\n");
        (await work.RunAsync("rules", "history", "mine", "--data", work.Data)).ShouldExit(0).Out.ShouldMatch("  2  .*ana .* quieter");
        var tried = (await work.RunAsync("rules", "test", "mine", "--threshold", "0", "--data", work.Data)).ShouldExit(0);
        tried.OutLines.ShouldNotBeEmpty();
        tried.ShouldSay($"{tried.OutLines.Length} alert");
        (await work.RunAsync("rules", "delete", "mine", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "show", "mine", "--data", work.Data)).ShouldExit(2).ShouldSay("there is no rule \"mine\"");
        (await work.RunAsync("rules", "show", "mine", "--revision", "2", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("anomaly_threshold: 60");
        (await work.RunAsync("rules", "runs", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("18 rules: ");
    }

    [Fact]
    public async Task What_can_t_be_done_says_what_would_be_right()
    {
        using var work = new Workspace();
        (await work.RunAsync("detect", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("rules", "save", work.Root, "--data", work.Data)).ShouldExit(2).ShouldSay($"{work.Root} is a folder; right would be the YAML files in it");
        (await work.RunAsync("rules", "save", work.Write("empty.yaml", ""), "--data", work.Data)).ShouldExit(2).ShouldSay("empty.yaml:1:1: nothing stands here");
        (await EditedBy(work, work.Write("edit.sh", "#!/bin/sh\nrm \"$1\"\n")).RunAsync(["rules", "edit", "rare_error_code", "--data", work.Data])).ShouldExit(2).ShouldSay("nothing was saved");
        foreach (var command in new[] { "alerts", "incidents" })
            (await work.RunAsync(command, "--from", "2026-05-02", "--to", "2026-05-01", "--data", work.Data)).ShouldExit(2).ShouldSay("--from must be before --to");
    }

    [Fact]
    public async Task What_an_editor_leaves_wrong_is_not_saved_and_not_lost()
    {
        using var work = new Workspace();
        (await work.RunAsync("detect", SmallTrail.Write(work), "--data", work.Data)).ShouldExit(0);
        var editor = work.Write("edit.sh", "#!/bin/sh\nsed -i s/threshold:.50/threshold:\\ many/ \"$1\"\n");
        var edited = await EditedBy(work, editor).RunAsync(["rules", "edit", "rare_error_code", "--data", work.Data]);
        edited.ShouldExit(2).ShouldSay("anomaly_threshold is \"many\"");
        edited.ShouldSay("Nothing was saved");
        var kept = edited.Error.Trim().Split(' ')[^1];
        File.ReadAllText(kept).ShouldContain("anomaly_threshold: many");
        Directory.Delete(Path.GetDirectoryName(kept)!, recursive: true);
        Directory.Exists(Path.Combine(work.Data, "rules")).ShouldBeFalse();
    }

    private static OfftrailProgram EditedBy(Workspace work, string editor) => new(work.Root, work.Home, work.Temp) { Under = ["env", $"VISUAL=sh {editor}"] };

    private static JsonNode Of(ProgramResult listed, string id) => JsonNode.Parse(listed.ShouldExit(0).Out)!.AsArray().Single(r => (string)r!["id"]! == id)!;
}
