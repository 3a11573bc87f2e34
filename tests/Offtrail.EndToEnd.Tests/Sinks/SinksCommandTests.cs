using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Sinks;

public sealed class SinksCommandTests
{
    [Fact]
    public async Task New_alerts_are_sent_once_and_older_ones_when_somebody_says_so()
    {
        using var work = new Workspace();
        using var receiver = new AlertReceiver();
        var trail = SmallTrail.Write(work);
        (await work.DetectAsync(trail)).ShouldExit(0);
        Sinks(work, $"{{id: hook, type: webhook, url: '{receiver.Url}', hmac_key: {{env: OFFTRAIL_TEST_KEY}}}}");
        (await work.DetectAsync(trail)).ShouldExit(0).Error.ShouldNotContain("Sent");
        receiver.Got.ShouldBeEmpty("what was raised before the sink was there");
        (await SinksAsync(work, "list")).Out.ShouldContain("0 waiting, 0 failed  ! the environment variable OFFTRAIL_TEST_KEY is not set");
        (await SinksAsync(work, "send", "--from", "2026-05-01")).ShouldExit(0).ShouldSay("Added       1 delivery of", "alerts not delivered: 1 to hook: 1 waits for the next try after ", "(the environment variable OFFTRAIL_TEST_KEY is not set)");
        Sinks(work, $"{{id: hook, type: webhook, url: '{receiver.Url}', hmac_key: k}}");
        (await SinksAsync(work, "outbox")).Out.ShouldContain("hook ");
        (await SinksAsync(work, "retry")).ShouldExit(0).Out.ShouldContain("1 alert due now");
        (await SinksAsync(work, "send", "--from", "2026-05-01")).ShouldExit(0).ShouldSay("Added       0 deliveries of", "Sent        1 to hook");
        (await SinksAsync(work, "send")).ShouldExit(0).ShouldSay("Nothing is due.");
        receiver.Got.Count.ShouldBe(1);
        (await SinksAsync(work, "list")).Out.ShouldContain("takes all  1 delivered, 0 waiting, 0 failed");
    }

    [Fact]
    public async Task What_is_refused_is_exit_code_1_and_stays_to_be_retried()
    {
        using var work = new Workspace();
        using var receiver = new AlertReceiver { Status = 403 };
        Sinks(work, $"{{id: hook, type: webhook, url: '{receiver.Url}'}}");
        (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(1).ShouldSay("Alerts      1 new", "alerts not delivered: 1 to hook: 1 failed for good (the answer was 403 Forbidden). \"offtrail sinks outbox\" lists them");
        var outbox = await SinksAsync(work, "outbox");
        outbox.Out.ShouldContain("failed for good, 1 attempt so far: the answer was 403 Forbidden");
        outbox.ShouldSay("\"offtrail sinks retry SINK\"");
        (await SinksAsync(work, "outbox", "--format", "ndjson")).Documents.Single().GetProperty("state").GetString().ShouldBe("failed");
        (await work.DetectAsync(Path.Combine(work.Trail, "trail.json"))).ShouldExit(0);
        receiver.Status = 200;
        (await SinksAsync(work, "retry", "hook")).ShouldExit(0);
        (await SinksAsync(work, "send", "hook")).ShouldExit(0).ShouldSay("Sent        1 to hook");
        (await SinksAsync(work, "outbox")).ShouldSay("Everything is delivered.");
    }

    [Fact]
    public async Task A_receiver_that_is_down_costs_no_alert_and_no_exit_code()
    {
        using var work = new Workspace();
        string url;
        using (var receiver = new AlertReceiver()) url = receiver.Url;
        Sinks(work, $"{{id: hook, type: webhook, url: '{url}'}}", "{id: out, type: stdout}");
        var run = (await work.DetectAsync(SmallTrail.Write(work), "--out", Path.Combine(work.Root, "alerts.txt"))).ShouldExit(0).ShouldSay("Sent        1 to out", "alerts not delivered: 1 to hook: 1 waits for the next try after ", " UTC (Connection refused)");
        run.Documents.Single().GetProperty("offtrail").GetProperty("delivery").GetProperty("key").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_test_says_in_words_what_happened()
    {
        using var work = new Workspace();
        using var receiver = new AlertReceiver();
        Sinks(work, $"{{id: hook, type: webhook, url: '{receiver.Url}in?token=letmein'}}");
        (await SinksAsync(work, "test", "hook")).ShouldExit(0).Error.ShouldMatch($"^hook \\({Regex.Escape(receiver.Url)}…\\): delivered in [0-9.]+ s\n$");
        var got = receiver.Got.ShouldHaveSingleItem();
        got.Body.ShouldContain("\"test\":true");
        receiver.Status = 500;
        (await SinksAsync(work, "test", "hook")).ShouldExit(1).ShouldSay("not delivered, and would be tried again: the answer was 500");
        receiver.Status = 400;
        (await SinksAsync(work, "test", "hook")).ShouldExit(1).ShouldSay("refused: the answer was 400").Error.ShouldNotContain("letmein");
        receiver.Got.Select(g => g.Key).ShouldBeUnique();
    }

    [Theory]
    [InlineData("{id: hook, type: webhook, url: 'https://h/', colour: red}", "unknown key \"colour\"; right would be")]
    [InlineData("{id: hook, type: file, path: x, rules: [wrong]}", "there is no rule \"wrong\"")]
    public async Task A_wrong_file_is_told_before_anything_is_done(string sink, string message)
    {
        using var work = new Workspace();
        Sinks(work, sink);
        (await work.DetectAsync(SmallTrail.Write(work))).ShouldExit(2).ShouldSay("sinks.yaml:2:", message).Error.ShouldNotContain("Read");
        (await SinksAsync(work, "list")).ShouldExit(2).ShouldSay(message);
    }

    [Theory]
    [InlineData("there are no sinks", "test", "hook")]
    [InlineData("there are no sinks", "send")]
    public async Task Without_sinks_it_is_told_where_they_are_named(string message, params string[] command)
    {
        using var work = new Workspace();
        (await SinksAsync(work, command)).ShouldExit(2).ShouldSay(message, Path.Combine(work.Data, "sinks.yaml"));
    }

    private static void Sinks(Workspace work, params string[] sinks)
    {
        Directory.CreateDirectory(work.Data);
        File.WriteAllText(Path.Combine(work.Data, "sinks.yaml"), "sinks:\n" + string.Concat(sinks.Select(s => $"  - {s}\n")));
    }

    private static Task<ProgramResult> SinksAsync(Workspace work, params string[] command) => work.RunAsync(["sinks", .. command, "--data", work.Data]);
}
