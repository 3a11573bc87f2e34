using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Sinks;

/// <summary>The program is killed at any point between an alert and its delivery: no alert is lost, and what comes twice has the same key.</summary>
public sealed class DeliveryKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task However_often_it_is_killed_every_alert_gets_there_and_what_comes_twice_has_the_same_key()
    {
        using var work = new Workspace();
        using var receiver = new AlertReceiver();
        var seed = Lake.Kills.Seed();
        var random = new Random(seed);
        var trail = ManyAlerts.Write(work);
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "sinks.yaml"), $"sinks:\n  - {{id: hook, type: webhook, url: '{receiver.Url}'}}\n  - {{id: log, type: file, path: alerts.ndjson}}\n", TestContext.Current.CancellationToken);
        string[] detect = ["detect", trail, "--rule", "rare_error_code", .. ManyAlerts.Threshold, "--data", work.Data];
        var (kills, ended) = (0, 0);
        for (var wanted = Lake.Kills.Share(30); kills < wanted && ended < 2 * wanted;)
        {
            // by the number of the alert that it sends, before or behind the answer; or some time after its start
            var (nth, before, time) = (receiver.Got.Count + random.Next(1, 4), random.Next(2) == 0, TimeSpan.FromMilliseconds(random.Next(200, 2000)));
            using var process = work.Program.Start(random.Next(3) == 0 && File.Exists(Path.Combine(work.Data, "state.db")) ? ["sinks", "send", "--data", work.Data] : detect);
            if (random.Next(4) > 0) (receiver.BeforeAnswer, receiver.AfterAnswer) = (before ? KillAt : _ => { }, before ? _ => { } : KillAt);
            else
            {
                (receiver.BeforeAnswer, receiver.AfterAnswer) = (_ => { }, _ => { });
                _ = Task.Delay(time, TestContext.Current.CancellationToken).ContinueWith(_ => Kill(), TaskScheduler.Default);
            }

            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode == 128 + 9) kills++;
            else ended++;
            (await error).ShouldNotContain("fault of Offtrail");

            void KillAt(int number)
            {
                if (number >= nth) Kill();
            }

            void Kill()
            {
                try
                {
                    process.Kill();
                }
                catch (InvalidOperationException)
                {
                    // it has ended
                }
            }
        }

        (receiver.BeforeAnswer, receiver.AfterAnswer) = (_ => { }, _ => { });
        (await work.RunAsync(detect)).ShouldExit(0);
        (await work.RunAsync("sinks", "retry", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("sinks", "send", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("sinks", "outbox", "--data", work.Data)).ShouldExit(0).Out.ShouldBe("");
        var alerts = (await work.RunAsync("alerts", "--data", work.Data, "--format", "ndjson")).Documents.Select(Id).ToArray();
        var lines = (await File.ReadAllLinesAsync(Path.Combine(work.Data, "alerts.ndjson"), TestContext.Current.CancellationToken)).Select(l => JsonElement.Parse(l)).ToArray();
        output.WriteLine($"seed {seed}: {kills} kills, {ended} runs that ended before; {alerts.Length} alerts; {receiver.Got.Count} requests, {lines.Length} lines");
        alerts.Length.ShouldBeGreaterThan(10);
        Check([.. receiver.Got.Select(g => (g.AlertId, g.Key))]);
        Check([.. lines.Select(l => (Id(l), l.GetProperty("offtrail").GetProperty("delivery").GetProperty("key").GetString()!))]);

        void Check((string Alert, string Key)[] got)
        {
            got.Select(g => g.Alert).Distinct().ShouldBe(alerts, ignoreOrder: true);
            got.Distinct().Count().ShouldBe(alerts.Length, "an alert has one key");
            got.Select(g => g.Key).Distinct().Count().ShouldBe(alerts.Length, "a key is of one alert");
            got.Length.ShouldBeLessThanOrEqualTo(alerts.Length + kills, "a kill repeats one alert of a sink at most");
        }
    }

    private static string Id(JsonElement document) => document.GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
}
