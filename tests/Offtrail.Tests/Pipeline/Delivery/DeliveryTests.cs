using Offtrail.Pipeline;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline.Delivery;

/// <summary>From the outbox to the sinks: in order, with pauses that grow, each alert once, no sink in the way of another.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Alerts_go_in_the_order_in_which_they_were_raised_and_once()
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(_ => DeliveryAnswer.Delivered);
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "c3", "a1", "b2");
        bench.Raise(route, "a1"); // found again
        var result = (await bench.SendAsync(route)).Single();
        (result.Delivered, result.Failed, result.Waiting, result.NextAt, result.Error).ShouldBe((3, 0, 0, null, null));
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(0);
        sink.Ids.ShouldBe(["c3", "a1", "b2"]);
        var first = sink.Tried.First();
        (first.Key, first.RuleName, first.Document).ShouldBe((DeliveryKey.Of("siem", "c3"), "Rare", DeliveryBench.Document("c3")));
    }

    [Fact]
    public async Task A_sink_that_can_not_even_be_opened_rests_and_the_others_go_on()
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(_ => DeliveryAnswer.Delivered);
        SinkRoute[] routes = [DeliveryBench.Route(sink) with { Id = "broken", Settings = new UnopenedSettings() }, DeliveryBench.Route(sink)];
        bench.Raise(new SinkList(routes), "a1");
        var faults = new System.Collections.Concurrent.ConcurrentQueue<(string, string)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = new AlertDelivery(bench.Data, new SinkList(routes), new SinkTools(bench.Clock, TextWriter.Null)) { OnFault = (id, _, why) => faults.Enqueue((id, why)) }.RunAsync(stop.Token);
        await Within.Seconds(20, async () =>
        {
            while (sink.Tried.IsEmpty || faults.IsEmpty) await Task.Delay(5, stop.Token);
            bench.Raise(new SinkList(routes), "b2");
            while (sink.Tried.Count < 2)
            {
                bench.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5, stop.Token);
            }
        });
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        sink.Ids.ShouldBe(["a1", "b2"]);
        faults.First().ShouldBe(("broken", "no room"));
    }

    [Fact]
    public async Task The_pauses_of_a_sink_that_is_down_grow_and_end_with_it()
    {
        using var bench = new DeliveryBench();
        var up = false;
        var sink = new TrialSettings(_ => up ? DeliveryAnswer.Delivered : DeliveryAnswer.TryAgain("down"));
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1");
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            var result = (await bench.SendAsync(route)).Single();
            (result.Waiting, result.Error).ShouldBe((1, "down"));
            (await bench.SendAsync(route)).Single().NextAt.ShouldBe(result.NextAt, "before its time it is not tried");
            sink.Tried.Count.ShouldBe(i + 1);
            waits.Add((result.NextAt!.Value - bench.Now) / 1e6);
            bench.Clock.Advance(TimeSpan.FromMicroseconds(result.NextAt.Value - bench.Now - 1));
            (await bench.SendAsync(route)).Single().Delivered.ShouldBe(0);
            bench.Clock.Advance(TimeSpan.FromMicroseconds(1));
        }

        for (var i = 0; i < waits.Count; i++) waits[i].ShouldBeInRange(Math.Min(3600, 10 * Math.Pow(2, i)) / 2, Math.Min(3600, 10 * Math.Pow(2, i)));
        up = true;
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(1);
        bench.Outbox.Pause("siem").ShouldBe(SinkPause.None);
        sink.Tried.Select(t => t.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_day_of_trying_an_alert_has_failed_stays_listed_and_can_be_sent_again()
    {
        using var bench = new DeliveryBench();
        var up = false;
        var sink = new TrialSettings(_ => up ? DeliveryAnswer.Delivered : DeliveryAnswer.TryAgain("down"));
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1");
        var waits = await bench.SendUntilNothingWaitsAsync(route);
        waits.Sum(w => w.TotalHours).ShouldBeInRange(24, 25, "the last attempt is behind the day, at most a pause later");
        sink.Tried.Count.ShouldBeInRange(30, 60);
        var failed = bench.Outbox.Undelivered().ShouldHaveSingleItem();
        (failed.State, failed.Error, failed.Attempts).ShouldBe((OutboxState.Failed, "down", sink.Tried.Count));
        bench.Clock.Advance(TimeSpan.FromDays(9));
        up = true;
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(0, "nobody said so");
        bench.Data.State.InTransaction(() => bench.Outbox.Retry("siem", bench.Now)).ShouldBe(1);
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(1);
        bench.Outbox.Undelivered().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_has_failed_at_once_and_the_next_is_sent()
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(a => a.Id == "a1" ? DeliveryAnswer.Refused("no such channel") : DeliveryAnswer.Delivered);
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1", "b2");
        var result = (await bench.SendAsync(route)).Single();
        (result.Delivered, result.Failed, result.Waiting, result.Error).ShouldBe((1, 1, 0, "no such channel"));
    }

    [Fact]
    public async Task An_alert_that_always_fails_does_not_block_the_others()
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(a => a.Id == "a1" ? DeliveryAnswer.TryAgain("the answer was 500") : DeliveryAnswer.Delivered);
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1", "b2", "c3");
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(2);
        sink.Ids.Take(3).ShouldBe(["a1", "b2", "c3"]);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1, 10)]
    [InlineData(1_000_000, 86_400)]
    public async Task A_sink_that_asks_to_be_left_alone_is_for_at_most_the_time_that_an_alert_is_tried(int asked, int seconds)
    {
        using var bench = new DeliveryBench();
        var route = DeliveryBench.Route(new TrialSettings(_ => DeliveryAnswer.TryAgain("429", TimeSpan.FromSeconds(asked))));
        bench.Raise(route, "a1", "b2");
        var result = (await bench.SendAsync(route)).Single();
        ((result.NextAt!.Value - bench.Now) / 1e6).ShouldBeInRange(seconds * (asked == 1 ? 0.5 : 1), seconds);
    }

    [Fact]
    public Task A_sink_that_hangs_holds_up_no_other() => Within.Seconds(60, async () =>
    {
        using var bench = new DeliveryBench();
        var (there, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = DeliveryBench.Route(new TrialSettings(async (_, end) =>
        {
            there.TrySetResult();
            await free.Task.WaitAsync(end);
            return DeliveryAnswer.Delivered;
        }), "slow");
        var quick = DeliveryBench.Route(new TrialSettings(_ => DeliveryAnswer.Delivered), "quick");
        bench.Raise(new SinkList([slow, quick]), "a1", "b2", "c3");
        var pass = bench.Delivery(slow, quick).SendDueAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await there.Task;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (bench.Outbox.Undelivered().Any(e => e.Sink == "quick")) await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        bench.Clock.Advance(TimeSpan.FromSeconds(5)); // the time of the pass
        var results = (await pass).ShouldNotBeNull();
        results.Select(r => (r.Sink, r.Delivered, r.Waiting, r.Cut)).ShouldBe([("slow", 0, 3, true), ("quick", 3, 0, false)]);
        bench.Outbox.Undelivered().Select(e => e.Attempts).ShouldAllBe(n => n == 0);
    });

    [Fact]
    public Task A_program_that_stays_sends_what_is_enqueued_meanwhile_and_ends_when_it_is_told() => Within.Seconds(60, async () =>
    {
        using var bench = new DeliveryBench();
        using var end = new CancellationTokenSource();
        var got = new System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource>();
        TaskCompletionSource Got(string id) => got.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var (down, hang) = (DeliveryBench.Route(new TrialSettings(_ => DeliveryAnswer.TryAgain("down")), "down"), DeliveryBench.Route(new TrialSettings(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return DeliveryAnswer.Delivered;
        }), "hang"));
        var route = DeliveryBench.Route(new TrialSettings(a =>
        {
            Got(a.Id).TrySetResult();
            return DeliveryAnswer.Delivered;
        }));
        bench.Raise(new SinkList([down, hang, route]), "a1");
        var loop = bench.Delivery(down, hang, route).RunAsync(end.Token);
        await Got("a1").Task;
        (await bench.Delivery(route).SendDueAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)).ShouldBeNull("one at a time sends");
        bench.Raise(route, "b2");
        while (!Got("b2").Task.IsCompleted)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(Got("b2").Task, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(loop);
        bench.Outbox.Undelivered().Select(e => e.Sink).ShouldBe(["down", "hang"]);
    });

    [Theory]
    [InlineData(AlertStanding.Withdrawn)]
    [InlineData(AlertStanding.Suppressed)]
    public async Task What_is_withdrawn_or_folded_while_it_waits_is_not_sent_unless_it_stands_again(AlertStanding instead)
    {
        using var bench = new DeliveryBench();
        var sink = new TrialSettings(_ => DeliveryAnswer.Delivered);
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1", "b2");
        Stand("a1", instead);
        var result = (await bench.SendAsync(route)).Single();
        (result.Delivered, result.Waiting, result.NextAt).ShouldBe((1, 0, null));
        Stand("a1", AlertStanding.Standing);
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(1);
        sink.Ids.ShouldBe(["b2", "a1"]);

        void Stand(string id, AlertStanding standing) => bench.Data.State.InTransaction(() =>
        {
            bench.Data.State.Alerts.SetStanding(id, standing);
            return true;
        });
    }

    [Fact]
    public async Task An_end_between_the_delivery_and_its_note_sends_again_with_the_same_key()
    {
        using var bench = new DeliveryBench();
        using var end = new CancellationTokenSource();
        var sink = new TrialSettings(async (_, stop) =>
        {
            if (end.IsCancellationRequested) return DeliveryAnswer.Delivered;
            await end.CancelAsync(); // the other side has it, and then we are ended
            stop.ThrowIfCancellationRequested();
            return DeliveryAnswer.Delivered;
        });
        var route = DeliveryBench.Route(sink);
        bench.Raise(route, "a1");
        await Should.ThrowAsync<OperationCanceledException>(bench.Delivery(route).SendDueAsync(TimeSpan.FromHours(1), end.Token));
        (await bench.SendAsync(route)).Single().Delivered.ShouldBe(1);
        sink.Tried.Count.ShouldBe(2);
        sink.Tried.Select(t => t.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Keys_are_their_own_for_each_sink_and_alert()
    {
        var keys = from sink in new[] { "a", "b", "ab" } from alert in new[] { "1", "2", "b1" } select DeliveryKey.Of(sink, alert);
        keys.ShouldBeUnique();
        DeliveryKey.Of("siem", "a1").ShouldMatch("^[0-9a-f]{32}$");
        DeliveryKey.Of("siem", "a1").ShouldBe("476fcf00dbb6108ca6015aba94e6561e", "the beginning of the SHA-256 of \"siem\\na1\", for ever");
    }

    private sealed record UnopenedSettings : SinkSettings
    {
        public override string Target => "nowhere";

        public override ISink Open(SinkTools tools) => throw new InvalidOperationException("no room");
    }
}
