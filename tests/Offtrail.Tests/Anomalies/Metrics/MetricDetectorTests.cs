using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

/// <summary>Twenty or so an hour, 14 days long; then much more.</summary>
public sealed class MetricDetectorTests
{
    private const int Hours = 14 * 24;
    private static readonly Detector s_sum = new(DetectorFunction.Sum, "", "user.name") { FieldName = "bytes", Side = MetricSide.High };
    private static readonly BucketValue[] s_usual = [.. Enumerable.Range(0, Hours).Select(h => Row(h, 20.5 + (h * 7 % 5)))];

    [Fact]
    public void A_great_number_is_an_anomaly_with_all_that_is_known_of_it()
    {
        var great = Row(Hours, 400.25);
        var found = Run([.. s_usual, great])[^1];
        (found.Bucket, found.Actual, found.FieldName, found.Partition, found.PartitionField, found.Function).ShouldBe((great.Bucket, 400.25, "bytes", "ana", "user.name", "high_sum"));
        (found.EventCount, found.FirstEvent, found.LastEvent, found.CompleteAt, found.Repeats, found.Learning).ShouldBe((7, great.First, great.Last, great.Last, 0, false));
        var model = new MetricModel(MetricDetector.SettingsOf(Made.Job, s_sum));
        foreach (var row in s_usual) model.Learn(row.Bucket, row.Number);
        var judged = model.Judge(great.Bucket, great.Number);
        (found.Probability, found.Typical).ShouldBe((judged.Probability, judged.Typical));
        judged.History.ShouldBe(new MetricHistory(Hours, 14, judged.History.Profile));
        found.History.ShouldBe(new NumberHistory(Hours, 14, Hours, judged.History.Profile));
        found.ReturnDays.ShouldBe(1 / (24 * found.Probability), 1e-9);
        found.Score.ShouldBe(RecordScore.OfReturn(found.ReturnDays));
    }

    [Fact]
    public void A_number_less_unusual_soon_after_belongs_to_it_and_one_more_unusual_does_not()
    {
        var found = Run([.. s_usual, Row(Hours, 60), Row(Hours + 1, 50), Row(Hours + 2, 1e6), Row(Hours + 30, 1e5)]).Where(r => r.Bucket >= Made.May + (Hours * Made.Hour)).ToArray();
        found.Select(r => (r.Actual, r.Repeats)).ShouldBe([(60, 1), (1e6, 0), (1e5, 0)]);
    }

    [Theory]
    [InlineData(DetectorFunction.Count, MetricKind.Counted)]
    [InlineData(DetectorFunction.NonZeroCount, MetricKind.Counted)]
    [InlineData(DetectorFunction.DistinctCount, MetricKind.Counted)]
    [InlineData(DetectorFunction.Sum, MetricKind.Measured)]
    [InlineData(DetectorFunction.Mean, MetricKind.Measured)]
    [InlineData(DetectorFunction.Min, MetricKind.Measured)]
    [InlineData(DetectorFunction.Max, MetricKind.Measured)]
    public void What_is_counted_is_whole_and_what_is_measured_is_not(DetectorFunction function, object kind)
    {
        var settings = MetricDetector.SettingsOf(Made.Job with { HalfLife = TimeSpan.FromDays(9) }, s_sum with { Function = function });
        settings.ShouldBe(new MetricSettings((MetricKind)kind, Made.Job.BucketSpan, MetricSide.High) { HalfLife = TimeSpan.FromDays(9) });
    }

    private static AnomalyRecord[] Run(IEnumerable<BucketValue> rows) => [.. MetricDetector.Run(Made.Job, s_sum, rows)];

    private static BucketValue Row(int hour, double number)
    {
        var bucket = Made.May + (hour * Made.Hour);
        return new BucketValue("s", bucket, "", 7, bucket + 11, bucket + 22) { Partition = "ana", Number = number };
    }
}
