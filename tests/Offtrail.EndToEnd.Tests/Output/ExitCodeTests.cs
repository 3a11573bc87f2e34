namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>0 done, 1 something failed or was lost, 2 wrong usage, 3 new alerts when asked to tell.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Is_0_when_all_is_well_with_alerts_or_without()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("a.json", Sample.Record("a", "AccessDenied")))).ShouldExit(0).Out.ShouldBe("");
        (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(0).Out.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Is_3_for_new_alerts_when_asked_and_0_when_they_are_known()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        (await work.DetectAsync(trail, "--fail-on-alert")).ShouldExit(3);
        (await work.DetectAsync(trail, "--fail-on-alert")).ShouldExit(0);
    }

    [Fact]
    public async Task Is_1_when_something_was_lost_whatever_the_alerts()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        work.Write("bad.json", Sample.Record("bad").Without("eventID"));
        (await work.DetectAsync(work.Trail, "--fail-on-alert")).ShouldExit(1).Out.ShouldContain(SmallTrail.NewCode);
    }

    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("detect")]
    [InlineData("detect", "trail", "--nonsense")]
    [InlineData("detect", "trail", "--format", "xml")]
    [InlineData("detect", "trail", "--threshold", "101")]
    [InlineData("detect", "trail", "--threshold", "-1")]
    [InlineData("detect", "trail", "--threshold", "many")]
    [InlineData("detect", "trail", "--threads", "0")]
    [InlineData("detect", "trail", "--threads", "many")]
    [InlineData("detect", "trail", "--threads", "65")]
    [InlineData("detect", "trail", "--from", "yesterday")]
    [InlineData("detect", "trail", "--from", "12:00")]
    [InlineData("detect", "trail", "--from", "5-1")]
    [InlineData("detect", "trail", "--from", "10:00-05:00")]
    [InlineData("detect", "trail", "--to", "2026-13-01")]
    [InlineData("detect", "trail", "--to", "")]
    [InlineData("detect", "trail", "--from", "2026-05-02", "--to", "2026-05-01")]
    [InlineData("detect", "trail", "--job", "nonsense")]
    [InlineData("detect", "trail", "--rule", "nonsense")]
    [InlineData("detect", "trail", "--data", "")]
    [InlineData("detect", "trail", "--job")]
    [InlineData("detect", "")]
    [InlineData("demo", "--days", "9")]
    [InlineData("demo", "--days", "366")]
    [InlineData("demo", "--days", "many")]
    [InlineData("demo", "--seed", "x")]
    [InlineData("alerts", "--format", "xml")]
    [InlineData("anomalies", "--least-score", "x")]
    [InlineData("lake")]
    [InlineData("lake", "nonsense")]
    public async Task Is_2_for_wrong_usage_and_nothing_is_done(params string[] args)
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Three());
        var run = (await work.RunAsync(args)).ShouldExit(2);
        run.Error.Trim().ShouldNotBeEmpty();
        run.Error.ShouldNotContain("Records ");
        Directory.GetFileSystemEntries(work.Home).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("there is no command \"offtrail alerts shwo\"; there are list, show, guide, except, ack, close", "alerts", "shwo")]
    [InlineData("\"offtrail alerts\" has no option --sort; it has --data, --format", "alerts", "--sort", "x")]
    [InlineData("\"offtrail alerts show\" lacks ALERT: its id, or what it begins with", "alerts", "show")]
    [InlineData("--limit lacks its COUNT: the newest so many", "alerts", "--limit")]
    [InlineData("\"offtrail rules\" needs to know what: list, show, test", "rules")]
    [InlineData("there is no command \"offtrail rules lst\"; there are list, show", "rules", "lst", "--data", "x")]
    [InlineData("\"offtrail rules show\" takes no further \"b\"", "rules", "show", "a", "b")]
    [InlineData("there is no command \"offtrail \uFFFD[31m\"; there are detect, ingest", "\u001b[31m")]
    public async Task Wrong_usage_says_what_would_be_right(string says, params string[] args)
    {
        using var work = new Workspace();
        (await work.RunAsync(args)).ShouldExit(2).ShouldSay(says).Error.ShouldNotContain("Unrecognized");
    }

    [Theory]
    [InlineData("alerts")]
    [InlineData("anomalies")]
    [InlineData("lake", "quarantine")]
    public async Task Is_1_when_there_is_no_data_to_look_into(params string[] command)
    {
        using var work = new Workspace();
        (await work.RunAsync([.. command, "--data", work.Data])).ShouldExit(1).ShouldSay("holds no data of Offtrail yet");
        Directory.Exists(work.Data).ShouldBeFalse();
    }
}
