namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>--from, --to, --threshold, --include-learning: which alerts a run raises. The new code comes at 2026-05-10 12:30.</summary>
public sealed class WindowTests
{
    [Theory]
    [InlineData(1, "--from", "2026-05-10")]
    [InlineData(1, "--from", "2026-05-10T12:00Z")]
    [InlineData(1, "--from", "2026-05-10T14:00+02:00")]
    [InlineData(0, "--from", "2026-05-10T13:00Z")]
    [InlineData(0, "--to", "2026-05-10T12:00")]
    [InlineData(0, "--to", "2026-05-10T12:30:00Z")]
    [InlineData(1, "--to", "2026-05-10T12:30:01Z")]
    [InlineData(1, "--from", "2026-05-10T12:00Z", "--to", "2026-05-10T13:00Z")]
    [InlineData(1, "--threshold", "50")]
    [InlineData(0, "--threshold", "100")]
    [InlineData(1, "--job", "rare_error_code")]
    [InlineData(1, "--rule", "rare_error_code")]
    [InlineData(1, "--job", "rare_error_code", "--rule", "rare_error_code", "--rule", "rare_error_code")]
    public async Task Raises(int alerts, params string[] options)
    {
        using var work = new Workspace();
        (await work.DetectAsync([SmallTrail.Write(work), .. options])).ShouldExit(0).OutLines.Length.ShouldBe(alerts);
    }

    [Fact]
    public async Task A_lower_threshold_raises_more()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        (await work.DetectAsync(trail, "--threshold", "0", "--include-learning")).ShouldExit(0).OutLines.Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task What_was_met_while_learning_is_told_and_raised_only_when_asked()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        (await work.DetectAsync(file, "--threshold", "1")).ShouldExit(0).ShouldSay("3 findings of the time in which an account was still being learned").Out.ShouldBe("");
        (await work.DetectAsync(file, "--threshold", "1", "--include-learning")).ShouldExit(0).OutLines.Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_shorter_look_does_not_take_back_what_it_does_not_see()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        await work.DetectAsync(trail);
        (await work.DetectAsync(trail, "--to", "2026-05-05")).ShouldExit(0);
        (await work.DetectAsync(trail, "--to", "2026-05-10T12:15Z")).ShouldExit(0); // inside the hour of the alert, before its events
        (await work.DetectAsync(trail, "--from", "2026-05-10T18:00Z")).ShouldExit(0);
        (await work.DetectAsync(trail, "--threshold", "90")).ShouldExit(0);
        (await work.RunAsync("alerts", "--data", work.Data)).OutLines.Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_alert_that_late_events_explain_is_withdrawn_and_listed_apart()
    {
        using var work = new Workspace();
        (await work.DetectAsync(SmallTrail.Write(work))).OutLines.Length.ShouldBe(1);
        work.Write("late.json", [.. Enumerable.Range(0, 200).Select(h => Sample.Record($"late-{h}", SmallTrail.NewCode, h))]);
        (await work.DetectAsync(work.Trail)).ShouldExit(0).ShouldSay("1 withdrawn");
        (await work.RunAsync("alerts", "--data", work.Data)).Out.ShouldBe("");
        (await work.RunAsync("alerts", "--data", work.Data, "--withdrawn")).OutLines.Single().ShouldContain(SmallTrail.NewCode);
    }
}
