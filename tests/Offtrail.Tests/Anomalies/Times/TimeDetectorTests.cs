using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

/// <summary>Ana works from 9 to 17 UTC, 40 days long; then something comes at night.</summary>
public sealed class TimeDetectorTests
{
    private const int Days = 40;
    private static readonly Detector s_day = new(DetectorFunction.TimeOfDay, "", "user.name");
    private static readonly BucketValue[] s_usual = [.. Enumerable.Range(0, Days * 24).Where(h => h % 24 is >= 9 and <= 17).Select(h => Row(h))];

    [Fact]
    public void An_hour_of_the_night_is_an_anomaly_with_all_that_is_known_of_it()
    {
        var night = Row((Days * 24) + 3);
        var found = Run(s_day, [.. s_usual, night]).Where(r => r.Bucket == night.Bucket).ShouldHaveSingleItem();
        (found.ByValue, found.Partition, found.PartitionField, found.Function, found.Detector).ShouldBe(("03:00", "ana", "user.name", "time_of_day", "time_of_day partition by user.name"));
        (found.EventCount, found.FirstEvent, found.LastEvent, found.CompleteAt, found.Actual, found.Repeats, found.Learning).ShouldBe((7, night.First, night.Last, null, 1, 0, false));
        var model = new TimeModel(TimeDetector.SettingsOf(Made.Job, s_day));
        foreach (var row in s_usual) model.Learn(row.Bucket);
        found.Probability.ShouldBe(model.Judge(night.Bucket).Probability);
        found.Typical.ShouldBe(0);
        found.History.ShouldBe(new HourHistory(s_usual.Length, (night.Bucket - s_usual[0].Bucket) / (double)Made.Day, s_usual.Length, 0));
        found.ReturnDays.ShouldBe(1 / (found.Probability * s_usual.Length / found.History.Days), 1e-9);
        found.Score.ShouldBe(RecordScore.OfReturn(found.ReturnDays));
    }

    [Fact]
    public void To_the_week_it_has_its_day()
    {
        var week = s_day with { Function = DetectorFunction.TimeOfWeek };
        TimeDetector.SettingsOf(Made.Job, week).Cycle.ShouldBe(TimeCycle.Week);
        Run(week, [.. s_usual, Row((Days * 24) + 3)])[^1].ByValue.ShouldBe("Wednesday 03:00"); // 2026-06-10
    }

    [Fact]
    public void What_is_usual_is_none_and_gives_no_sign()
    {
        var signs = new List<Sign>();
        var found = Run(s_day, s_usual, signs.Add);
        signs.ShouldAllBe(s => s.Probability < RareModel.CommonFrom);
        signs.Count(s => s.Bucket > Made.May + (5 * Made.Day) && HourOf(s.Bucket) is >= 12 and <= 14).ShouldBe(0);
        found.Select(r => r.Bucket).Except(signs.Select(s => s.Bucket)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_unusual_hour_is_a_sign_and_those_soon_after_one_another_are_one_anomaly()
    {
        BucketValue[] night = [Row((Days * 24) + 3), Row((Days * 24) + 4), Row((Days * 24) + 5)];
        var signs = new List<Sign>();
        var found = Run(s_day, [.. s_usual, .. night], signs.Add).Where(r => r.Bucket >= night[0].Bucket).ShouldHaveSingleItem();
        (found.Repeats, found.EventCount).ShouldBe((2, 7));
        signs.TakeLast(3).Select(s => (s.Scope, s.Bucket, s.Partition, s.First, s.Completed, s.Peers, s.More, s.Values.Count))
            .ShouldBe(night.Select(r => ("s", r.Bucket, "ana", r.First, r.First, 0, 0, 0)));
        signs[^3].Probability.ShouldBe(found.Probability);
    }

    [Fact]
    public void What_a_rule_skips_gives_neither_sign_nor_anomaly()
    {
        var skip = new SkipRule("", new Dictionary<string, IReadOnlyList<string>> { ["user.name"] = ["a*"] }, null, true, Made.May + (2 * Made.Day));
        var signs = new List<Sign>();
        TimeDetector.Run(Made.Job with { Skips = [skip] }, s_day, [.. s_usual, Row((Days * 24) + 3)], signs.Add).ShouldAllBe(r => r.Bucket < skip.FromMicros);
        signs.ShouldAllBe(s => s.Bucket < skip.FromMicros);
    }

    private static AnomalyRecord[] Run(Detector detector, IEnumerable<BucketValue> rows, Action<Sign>? sign = null) => [.. TimeDetector.Run(Made.Job, detector, rows, sign)];

    private static long HourOf(long bucket) => (bucket - Made.May) % Made.Day / Made.Hour;

    private static BucketValue Row(int hour)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("s", bucket, "", 7, bucket + 11, bucket + 22) { Partition = "ana" };
    }
}
