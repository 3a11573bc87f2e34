using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

public sealed class RuleReplayTests
{
    private static readonly Gen<AnomalyRecord[]> s_records =
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 59], Gen.Double[0, 100], Gen.Bool, Gen.Int[0, 3]).Array[0, 60].Select(all => all
            .Select((r, i) => Made.Record(r.Item3, Made.May + (r.Item1 * Made.Hour), $"v{i}", "acct" + r.Item5, Made.May + (r.Item1 * Made.Hour) + (r.Item2 * 60_000_000L), r.Item4 && i % 5 == 0)).ToArray());

    [Fact]
    public void Every_qualifying_record_is_raised_exactly_once() =>
        Gen.Select(s_records, Gen.Int[1, 4], Gen.Int[0, 100], Gen.Int[-10, 210], Gen.Int[-10, 210], Gen.Bool).Sample((records, most, threshold, from, to, learning) =>
        {
            var options = new ReplayOptions { FromMicros = Made.May + (from * Made.Hour), ToMicros = Made.May + (to * Made.Hour), Threshold = threshold, IncludeLearning = learning };
            var result = RuleReplay.Run(Made.Rule with { MaxAlerts = most }, Made.Job, records, options);
            var within = records.Where(r => r.Score >= threshold && r.LastEvent >= options.FromMicros && r.Bucket < options.ToMicros).ToArray();
            result.Raised.Select(r => r.Record.ByValue).ShouldBe(within.Where(r => learning || !r.Learning).Select(r => r.ByValue), ignoreOrder: true);
            result.Learning.ShouldBe(learning ? 0 : within.Count(r => r.Learning));
        }, iter: 500, threads: 1);

    [Fact]
    public void A_run_raises_no_more_than_its_maximum_and_counts_what_waits() =>
        Gen.Select(s_records, Gen.Int[1, 4]).Sample((records, most) =>
        {
            var result = RuleReplay.Run(Made.Rule with { MaxAlerts = most }, Made.Job, records, new ReplayOptions { Threshold = 0 });
            var waiting = 0;
            long last = long.MinValue;
            foreach (var run in result.Runs)
            {
                run.At.ShouldBeGreaterThan(last);
                if (waiting > 0) run.At.ShouldBe(last + (15 * 60_000_000L), "what waits comes with the very next run");
                run.Raised.ShouldBe(Math.Min(most, waiting + run.Found));
                waiting = waiting + run.Found - run.Raised;
                run.Waiting.ShouldBe(waiting);
                (run.At - run.From).ShouldBe(2 * Made.Hour);
                result.Raised.Count(r => r.RaisedAt == run.At).ShouldBe(run.Raised);
                last = run.At;
            }

            waiting.ShouldBe(0);
            result.Runs.Sum(r => r.Found).ShouldBe(result.Raised.Count);
        }, iter: 500, threads: 1);

    [Fact]
    public void Within_a_run_the_highest_score_comes_first_and_nothing_that_waits_is_higher() =>
        Gen.Select(s_records, Gen.Int[1, 4]).Sample((records, most) =>
        {
            var raised = RuleReplay.Run(Made.Rule with { MaxAlerts = most }, Made.Job, records, new ReplayOptions { Threshold = 0 }).Raised;
            foreach (var run in raised.GroupBy(r => r.RaisedAt))
            {
                run.Select(r => r.Record.Score).ShouldBe(run.Select(r => r.Record.Score).OrderDescending());
                var waiting = raised.Where(r => r.RaisedAt > run.Key && Due(r.Record) <= run.Key);
                waiting.Where(w => w.Record.Score > run.Min(r => r.Record.Score)).ShouldBeEmpty();
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void Nothing_is_raised_before_it_was_delivered_and_nothing_later_than_need_be() =>
        s_records.Sample(records =>
        {
            foreach (var raised in RuleReplay.Run(Made.Rule, Made.Job, records, new ReplayOptions { Threshold = 0 }).Raised)
            {
                raised.RaisedAt.ShouldBe(Due(raised.Record));
                (raised.RaisedAt % (15 * 60_000_000L)).ShouldBe(0);
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void The_order_of_the_records_does_not_matter() =>
        Gen.Select(s_records, Gen.Int).Sample((records, seed) =>
        {
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (Run(records), Run(shuffled));
            other.Raised.ShouldBe(one.Raised);
            other.Runs.ShouldBe(one.Runs);
            (other.Late, other.Learning).ShouldBe((one.Late, one.Learning));
        }, iter: 300, threads: 1);

    [Fact]
    public void What_comes_into_sight_behind_the_look_back_is_raised_and_counted_as_late()
    {
        var late = Made.Record(80, firstEvent: Made.May + (3 * Made.Hour));
        var result = RuleReplay.Run(Made.Rule, Made.Job, [late, Made.Record(80, value: "in time")], new ReplayOptions());
        (result.Raised.Count, result.Late).ShouldBe((2, 1));
    }

    private static ReplayResult Run(AnomalyRecord[] records) => RuleReplay.Run(Made.Rule with { MaxAlerts = 2 }, Made.Job, records, new ReplayOptions { Threshold = 10 });

    /// <summary>The first quarter of an hour at or after delivery, 20 minutes behind the event.</summary>
    private static long Due(AnomalyRecord record) => (long)Math.Ceiling((record.FirstEvent + (20 * 60_000_000m)) / (15 * 60_000_000m)) * 15 * 60_000_000L;
}
