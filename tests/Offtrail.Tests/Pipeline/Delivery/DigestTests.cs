using Offtrail.Pipeline;
using Offtrail.Sinks;

namespace Offtrail.Tests.Pipeline.Delivery;

/// <summary>Alerts that are gathered go as one, at their time, also after a crash.</summary>
public sealed class DigestTests
{
    private static SinkRoute Hourly(TrialSettings settings) => DeliveryBench.Route(settings with { Digest = TimeSpan.FromHours(1) });

    [Fact]
    public async Task What_comes_within_the_time_of_the_first_goes_as_one_and_what_comes_later_with_the_next()
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(_ => DeliveryAnswer.Delivered);
        var route = Hourly(sink);
        bench.Raise(route, "a1", "b2");
        bench.Clock.Advance(TimeSpan.FromMinutes(40));
        bench.Raise(route, "c3");
        var waiting = (await bench.SendAsync(route)).Single();
        (waiting.Delivered, waiting.Waiting, waiting.Error, waiting.NextAt).ShouldBe((0, 3, null, bench.Now + 20 * 60_000_000L));
        bench.Clock.Advance(TimeSpan.FromMinutes(21));
        bench.Raise(route, "d4");
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(3);
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(1);
        sink.Digests.ShouldBe(["a1 b2 c3", "d4"]);
        sink.Tried.Select(t => t.Key).ShouldBe(sink.Ids.Select(id => DeliveryKey.Of("siem", id)));
    }

    [Fact]
    public async Task What_a_crash_cuts_off_is_sent_again_as_the_same()
    {
        using var bench = new DeliveryBench();
        using var crash = new CancellationTokenSource();
        var sink = new TrialSettings((_, _) => { crash.Cancel(); throw new OperationCanceledException(); });
        bench.Raise(Hourly(sink), "a1", "b2");
        bench.Clock.Advance(TimeSpan.FromHours(2));
        await Should.ThrowAsync<OperationCanceledException>(() => bench.Delivery(Hourly(sink)).SendDueAsync(TimeSpan.FromHours(1), crash.Token));
        var again = new TrialSettings(_ => DeliveryAnswer.Delivered);
        bench.Raise(Hourly(again), "c3");
        (await bench.SendAsync(Hourly(again))).Single().Delivered.ShouldBe(2);
        again.Digests.ShouldBe(sink.Digests);
    }

    [Fact]
    public async Task A_digest_that_fails_is_tried_again_as_one_and_a_retry_lets_all_go_at_once()
    {
        using var bench = new DeliveryBench();
        var up = false;
        var sink = new TrialSettings(_ => up ? DeliveryAnswer.Delivered : DeliveryAnswer.TryAgain("down"));
        var route = Hourly(sink);
        bench.Raise(route, "a1", "b2");
        bench.Clock.Advance(TimeSpan.FromHours(1));
        (await bench.SendAsync(route)).Single().Error.ShouldBe("down");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await bench.SendAsync(route)).Single().Waiting.ShouldBe(2);
        bench.Raise(route, "c3");
        up = true;
        bench.Delivery(route).Retry().ShouldBe(3);
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(3);
        sink.Digests.ToArray()[..2].ShouldBe(["a1 b2", "a1 b2"]);
    }
}
