using System.Diagnostics;
using System.Globalization;
using Offtrail.EndToEnd.Tests.Lake;
using Offtrail.Tests;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A busy day through S3 and SQS, with a service that dies again and again; bench/busy-day makes it five million events.</summary>
public sealed class BusyDayTests(AwsStandIn aws, ITestOutputHelper output) : IClassFixture<AwsStandIn>
{
    private const double LeastSpeed = 30;

    [Fact]
    public async Task A_busy_day_comes_at_thirty_times_its_speed_and_however_often_the_service_is_killed_lake_anomalies_and_alerts_are_those_of_one_detection()
    {
        using var work = new Workspace();
        using var receiver = new Sinks.AlertReceiver();
        var bucket = new WatchedBucket(aws, work, receiver);
        var seed = Kills.Seed();
        var (day, random, objects) = (new BusyDay(BusyDaySize.Events, seed), new Random(seed), 0);
        var clock = Stopwatch.StartNew();
        var kills = await KilledService.RunAsync(work, random, day.Files().Select<IReadOnlyList<(string, byte[])>, Action>(files => () => Put(files)), Life, TimeSpan.Zero, () => day.Events, BusyDaySize.Limit);
        var speed = TimeSpan.FromDays(1) / clock.Elapsed;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {day.Events:N0} events, {day.Twice:N0} of them twice, in {objects:N0} objects; {kills} kills; {clock.Elapsed.TotalSeconds:0} s, {speed:0} times the speed of the day"));
        await bucket.UntilEmptyAsync(work);
        using var clean = new Workspace();
        (await clean.Program.RunAsync(["detect", $"s3://{bucket.Name}", "--s3-endpoint", bucket.Endpoint, "--data", clean.Data], limit: BusyDaySize.Limit)).ShouldExit(0);
        var lake = new DataOnDisk(work.Data).ShouldHoldTogether().Content;
        lake.ShouldBe(new DataOnDisk(clean.Data).Content);
        lake.Events.ShouldBe(day.Events);
        (await work.FindingsAsync()).ShouldBe(await clean.FindingsAsync());
        await ToldOnceAsync(clean, receiver);
        kills.ShouldBeGreaterThanOrEqualTo(BusyDaySize.Kills);
        speed.ShouldBeGreaterThan(LeastSpeed);

        void Put(IReadOnlyList<(string Key, byte[] Content)> files)
        {
            objects += files.Count;
            (string Key, byte[] Content, int Messages)[] all = [.. files.Select(f => (f.Key, f.Content, random.Next(50) == 0 ? 2 : 1))];
            Parallel.ForEach(all, new ParallelOptions { MaxDegreeOfParallelism = 2 }, f => bucket.Deliver(f.Key, f.Content, f.Messages));
        }

        int Life() => BusyDay.Deliveries / (BusyDaySize.Kills + 1) is var most ? random.Next(most * 2 / 3, most + 1) : 0;
    }

    /// <summary>Every alert that there is came to the webhook, and whatever came again had the key that it had before.</summary>
    private async Task ToldOnceAsync(Workspace clean, Sinks.AlertReceiver receiver)
    {
        var alerts = (await clean.RunAsync("alerts", "--data", clean.Data, "--format", "ndjson")).ShouldExit(0).Documents.Select(d => d.GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!).ToArray();
        output.WriteLine($"{alerts.Length} alerts, {receiver.Got.Count} requests for {receiver.Got.Select(g => g.Key).Distinct().Count()} keys");
        alerts.ShouldNotBeEmpty();
        alerts.Except(receiver.Got.Select(g => g.AlertId)).ShouldBeEmpty("alerts that never came");
        var pairs = receiver.Got.Select(g => (g.Key, g.AlertId)).Distinct().ToArray();
        pairs.Select(p => p.Key).Distinct().Count().ShouldBe(pairs.Length, "a key is one alert's");
        pairs.Select(p => p.AlertId).Distinct().Count().ShouldBe(pairs.Length, "an alert has one key");
    }
}
