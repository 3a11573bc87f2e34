using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

/// <summary>Of an episode the first record over the threshold is raised, when it is complete.</summary>
public sealed class EpisodeReplayTests
{
    /// <summary>Records in the order of their buckets: hours, scores, entities, whether the scope was learning, how long an episode is.</summary>
    private static readonly Gen<AnomalyRecord[]> s_records =
        Gen.Select(Gen.Select(Gen.Int[0, 90], Gen.Double[0, 100], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 1]).Array[0, 40], Gen.Int[1, 30]).Select((all, length) => all
            .DistinctBy(r => (r.Item1, r.Item3, r.Item5)).OrderBy(r => r.Item1).Select(r => Made.Record(r.Item2, Made.May + (r.Item1 * Made.Hour), $"e{r.Item3}", $"acct{r.Item5}", learning: r.Item4 == 0) with
            {
                Episode = Made.May + (r.Item1 / length * length * Made.Hour),
                CompleteAt = Made.May + (r.Item1 * Made.Hour) + (r.Item4 * 10 * 60_000_000L),
            }).ToArray());

    [Fact]
    public void Each_episode_is_raised_once_by_its_first_record_over_the_threshold() =>
        Gen.Select(s_records, Gen.Int[0, 100], Gen.Bool, Gen.Int[1, 3]).Sample((records, threshold, learning, most) =>
        {
            var result = RuleReplay.Run(Made.Rule with { MaxAlerts = most }, Made.Job, records, new ReplayOptions { Threshold = threshold, IncludeLearning = learning });
            var expected = records.Where(r => r.Score >= threshold && (learning || !r.Learning)).GroupBy(r => (r.Scope, r.ByValue, r.Episode)).Select(g => g.MinBy(r => r.Bucket)!.Identity);
            result.Raised.Select(r => r.Record.Identity).ShouldBe(expected, ignoreOrder: true);
        }, iter: 500, threads: 1);

    [Fact]
    public void It_is_raised_by_the_first_run_after_the_event_that_completes_it_was_delivered() =>
        s_records.Sample(records =>
        {
            foreach (var raised in RuleReplay.Run(Made.Rule, Made.Job, records, new ReplayOptions { Threshold = 0, IncludeLearning = true }).Raised)
            {
                var wait = raised.RaisedAt - raised.Record.CompleteAt!.Value;
                wait.ShouldBeInRange(20 * 60_000_000L, (35 * 60_000_000L) - 1);
                (raised.RaisedAt % (15 * 60_000_000L)).ShouldBe(0);
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void Without_a_completing_event_the_first_one_decides()
    {
        var record = Made.Record(80, firstEvent: Made.May + (5 * 60_000_000L));
        Run(record).RaisedAt.ShouldBe(Made.May + (30 * 60_000_000L));
        Run(record with { CompleteAt = Made.May + (50 * 60_000_000L) }).RaisedAt.ShouldBe(Made.May + (75 * 60_000_000L));
    }

    [Fact]
    public void A_record_below_the_threshold_or_of_the_learning_leaves_the_episode_to_the_next()
    {
        AnomalyRecord[] records = [Of(0, 40), Of(1, 90) with { Learning = true }, Of(2, 55), Of(3, 95)];
        var result = RuleReplay.Run(Made.Rule, Made.Job, records, new ReplayOptions());
        result.Raised.ShouldHaveSingleItem().Record.ShouldBe(records[2]);
        result.Learning.ShouldBe(1);
    }

    [Fact]
    public void Episodes_of_other_entities_other_accounts_and_other_times_are_others()
    {
        AnomalyRecord[] records = [Of(0, 60), Of(1, 60) with { ByValue = "other" }, Of(2, 60) with { Scope = "444455556666" }, Of(3, 60) with { Episode = Made.May + (3 * Made.Hour) }, Of(4, 60)];
        RuleReplay.Run(Made.Rule, Made.Job, records, new ReplayOptions()).Raised.Select(r => r.Record).ShouldBe(records[..4]);
    }

    private static AnomalyRecord Of(int hour, double score) => Made.Record(score, Made.May + (hour * Made.Hour)) with { Episode = Made.May };

    private static RaisedRecord Run(AnomalyRecord record) => RuleReplay.Run(Made.Rule, Made.Job, [record], new ReplayOptions()).Raised.ShouldHaveSingleItem();
}
