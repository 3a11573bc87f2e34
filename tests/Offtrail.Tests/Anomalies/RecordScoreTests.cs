using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class RecordScoreTests
{
    [Theory]
    [InlineData(1, 25)]
    [InlineData(5, 50)]
    [InlineData(30, 75)]
    [InlineData(180, 90)]
    [InlineData(730, 100)]
    [InlineData(0.2, 0)]
    [InlineData(0, 0)]
    [InlineData(1e9, 100)]
    public void The_fixed_points_hold(double days, double score) => RecordScore.OfReturn(days).ShouldBe(score, 1e-9);

    [Fact]
    public void Rarer_never_scores_lower() =>
        Gen.Select(Gen.Double[0, 2000], Gen.Double[0, 2000]).Sample((a, b) =>
            RecordScore.OfReturn(Math.Max(a, b)).ShouldBeGreaterThanOrEqualTo(RecordScore.OfReturn(Math.Min(a, b))), iter: 5000, threads: 1);

    [Fact]
    public void The_return_period_of_a_score_has_that_score() =>
        Gen.Double[0, 100].Sample(score => RecordScore.OfReturn(RecordScore.ToReturn(score)).ShouldBe(score, 1e-9), iter: 5000, threads: 1);

    [Fact]
    public void The_score_of_a_return_period_has_that_period() =>
        Gen.Double[0.2, 730].Sample(days => RecordScore.ToReturn(RecordScore.OfReturn(days)).ShouldBe(days, days * 1e-9), iter: 5000, threads: 1);

    [Fact]
    public void Half_way_in_the_logarithm_is_half_way_in_the_score() => RecordScore.OfReturn(Math.Sqrt(5 * 30)).ShouldBe(62.5, 1e-9);

    [Fact]
    public void A_negative_period_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => RecordScore.OfReturn(-1));
}
