using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>How long an alert is on its way while 500 events a second come beside it; bench/latency takes many more, over the lake of a busy day.</summary>
public sealed class LatencyTests(AwsStandIn aws, ITestOutputHelper output) : IClassFixture<AwsStandIn>
{
    private static readonly double s_mostMedian = BusyDaySize.IsMeasured ? 5 : 30; // a machine that runs all tests has other things to do
    private static readonly double s_mostUsual = BusyDaySize.IsMeasured ? 15 : 60;
    private const double Hour = 239.5;

    private static readonly TimeSpan s_file = TimeSpan.FromMilliseconds(200); // a hundred events each

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_an_upload_to_its_alert_at_the_webhook_it_takes_five_seconds_in_the_median_while_500_events_a_second_come()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var bucket = new WatchedBucket(aws, work, receiver, "[rare_error_code]");
        var (sent, came, clock) = (new Dictionary<string, TimeSpan>(), new ConcurrentDictionary<int, TimeSpan>(), Stopwatch.StartNew());
        receiver.BeforeAnswer = n => came[n] = clock.Elapsed;
        foreach (var files in new BusyDay(BusyDaySize.Events, seed: 1).Files()) foreach (var (key, content) in files) bucket.Deliver(key, content);
        for (var i = 0; i < BusyDaySize.Alerts; i++) bucket.Deliver(Key(i, "history"), Content(SmallTrail.Records(Account(i)).Where(r => !IsNew(r))));
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilAsync(async () => bucket.Messages is (0, 0) && !(await service.StatusAsync()).GetProperty("is_behind").GetBoolean(), "the history is read and judged", BusyDaySize.Limit);
        var known = receiver.Got.Count;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var loading = Task.Run(() => LoadAsync(bucket, enough.Token), Cancelled);
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(3)))
        {
            for (var i = 0; i < BusyDaySize.Alerts && await pace.WaitForNextTickAsync(Cancelled); i++)
            {
                var code = $"Client.Probe{i}.";
                sent.Add(code, clock.Elapsed);
                bucket.Deliver(Key(i, "new"), Content(Enumerable.Range(0, 3).Select(n => Sample.Record($"probe-{i}-{n}", code, Hour + (n / 60.0), Account(i)))));
            }
        }

        await service.UntilAsync(() => Task.FromResult(sent.Keys.All(code => receiver.Got.Any(g => g.Body.Contains(code, StringComparison.Ordinal)))), "every alert is at the webhook");
        await enough.CancelAsync();
        var (events, time) = await loading;
        var took = sent.Select(s => (came[1 + receiver.Got.ToList().FindIndex(g => g.Body.Contains(s.Key, StringComparison.Ordinal))] - s.Value).TotalSeconds).Order().ToArray();
        var (median, usual) = (took[took.Length / 2], took[(int)(took.Length * 0.95)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.Length} alerts beside {events / time.TotalSeconds:0} events a second over {BusyDaySize.Events:N0}: median {median:0.0} s (at most {s_mostMedian}), 95th percentile {usual:0.0} s (at most {s_mostUsual}), longest {took[^1]:0.0} s; {known} alerts before"));
        median.ShouldBeLessThanOrEqualTo(s_mostMedian);
        usual.ShouldBeLessThanOrEqualTo(s_mostUsual);
    }

    /// <summary>Everyday events of accounts that no alert is expected of. Gives how many in which time.</summary>
    private static async Task<(int Events, TimeSpan Time)> LoadAsync(WatchedBucket bucket, CancellationToken enough)
    {
        var clock = Stopwatch.StartNew();
        var files = 0;
        using var pace = new PeriodicTimer(s_file);
        try
        {
            for (; await pace.WaitForNextTickAsync(enough); files++)
                bucket.Deliver(Key(900 + (files % 5), $"load-{files}"), Content(Enumerable.Range(0, 100).Select(n => Sample.Record($"load-{files}-{n}", null, Hour + (files / 18_000.0), Account(900 + (files % 5))))));
        }
        catch (OperationCanceledException) when (!Cancelled.IsCancellationRequested)
        {
            // enough was measured
        }

        return (files * 100, clock.Elapsed);
    }

    private static bool IsNew(JsonObject record) => SmallTrail.NewIds.Contains((string?)record["eventID"]);

    private static string Account(int i) => string.Create(CultureInfo.InvariantCulture, $"200000000{i:000}");

    private static string Key(int i, string name) => $"{Account(i)}/CloudTrail/eu-west-1/2026/05/10/{name}.json.gz";

    private static byte[] Content(IEnumerable<JsonObject> records) => Workspace.Gzip(Encoding.UTF8.GetBytes(Sample.File(records)));
}
