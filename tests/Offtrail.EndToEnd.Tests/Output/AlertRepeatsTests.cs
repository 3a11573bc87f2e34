namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>What a rule raises about the same again is one line of the list.</summary>
public sealed class AlertRepeatsTests
{
    [Fact]
    public async Task Repeats_stand_on_one_line_with_their_count_unless_all_are_asked_for()
    {
        using var work = new Workspace();
        var records = SmallTrail.Records();
        records.Add(Sample.Record("before", SmallTrail.NewCode, SmallTrail.NewHour - 60));
        await work.RunAsync("detect", work.Write("trail.json", Sample.File(records)), "--rule", "rare_error_code", "--threshold", "1", "--data", work.Data);

        var all = (await work.RunAsync("alerts", "--all", "--data", work.Data)).ShouldExit(0).OutLines.Where(l => l.Contains(SmallTrail.NewCode, StringComparison.Ordinal)).ToArray();
        all.Length.ShouldBe(2);
        var folded = (await work.RunAsync("alerts", "--text", SmallTrail.NewCode, "--data", work.Data)).ShouldExit(0);
        folded.OutLines.ShouldHaveSingleItem().ShouldStartWith(all[1].Split(' ')[0]);
        folded.Out.ShouldContain("  2 times since 2026-05-");
        folded.ShouldSay("2 alerts on 1 line: repeats stand with the newest of them; --all lists each.");

        foreach (var format in (string[])["ndjson", "elastic", "ocsf"]) // a program gets each
            (await work.RunAsync("alerts", "--text", SmallTrail.NewCode, "--format", format, "--data", work.Data)).ShouldExit(0).Documents.Count.ShouldBe(2);

        // An open alert never hides behind a closed one.
        await work.RunAsync("alerts", "close", all[1].Split(' ')[0], "--because", "benign", "--data", work.Data);
        (await work.RunAsync("alerts", "--text", SmallTrail.NewCode, "--data", work.Data)).OutLines.Length.ShouldBe(2);
    }
}
