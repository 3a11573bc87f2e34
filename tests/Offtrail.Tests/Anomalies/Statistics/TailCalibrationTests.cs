using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Statistics;

/// <summary>By the formulas of its class comment: u = 0.1, κ = 10, a prior of 20 buckets.</summary>
public sealed class TailCalibrationTests
{
    [Fact]
    public void Without_experience_a_large_probability_stays_and_a_small_one_has_the_priors_tail()
    {
        var tail = new TailCalibration(TailCalibrationState.Empty);
        tail.Adjust(0.1, 1).ShouldBe(0.1, 1e-15);
        tail.Adjust(0.7, 1).ShouldBe(0.7, 1e-15);
        tail.Adjust(0.01, 1).ShouldBe(0.1 * Math.Pow(1 + (Math.Log(10) / 10), -10), 1e-15);
    }

    [Fact]
    public void Probabilities_that_came_too_often_are_made_larger()
    {
        var tail = new TailCalibration(new TailCalibrationState(100, 30, 90));
        const double Share = (15 + 2) / 70.0; // 15 of 50 buckets at a weight of 2
        tail.Adjust(0.5, 2).ShouldBe(Share + ((1 - Share) * 0.4 / 0.9), 1e-12);
        tail.Adjust(0.001, 2).ShouldBe(Share * Math.Pow(1 + (Math.Log(100) / (10 + 45)), -(10 + 15)), 1e-12);
    }

    [Fact]
    public void Probabilities_that_came_too_seldom_are_believed_only_so_far()
    {
        var tail = new TailCalibration(new TailCalibrationState(1000, 10, 2));
        tail.Adjust(0.001, 1).ShouldBe(0.1 * Math.Pow(1 + (Math.Log(100) / (10 + 10)), -(10 + 10)), 1e-12, "the share is at least u, the sum at least the number");
    }

    [Fact]
    public void A_measured_numbers_probability_counts_once_below_the_threshold()
    {
        Learned(0.01, 0.01, 2).ShouldBe((2, 2, 2 * Math.Log(10)));
        Learned(0.1, 0.1, 1).ShouldBe((1, 0, 0));
        Learned(0.5, 0.5, 1).ShouldBe((1, 0, 0));
        Learned(0, 0, 1).ShouldBe((1, 0, 0), "what can't have been");
    }

    [Fact]
    public void A_counts_probability_is_spread_over_its_interval()
    {
        var half = Learned(0.05, 0.15, 1);
        half.Excesses.ShouldBe(0.5, 1e-12, "half of the interval is below the threshold");
        half.Sum.ShouldBe((0.1 - (0.05 * (Math.Log(2) + 1))) / 0.1, 1e-12);
        var first = Learned(0, 0.05, 3);
        first.Excesses.ShouldBe(3, 1e-12);
        first.Sum.ShouldBe(3 * (Math.Log(2) + 1), 1e-12, "the mean of ln(u/p) from 0 on");
    }

    [Fact]
    public void Weights_are_scaled_together()
    {
        var tail = new TailCalibration(new TailCalibrationState(100, 30, 90));
        tail.Multiply(0.5);
        tail.ToState().ShouldBe(new TailCalibrationState(50, 15, 45));
    }

    [Theory]
    [InlineData(100, 30, 90, true)]
    [InlineData(30, 30, 0, true)]
    [InlineData(0, 0, 0, true)]
    [InlineData(30, 31, 90, false)]
    [InlineData(30, -1, 90, false)]
    [InlineData(30, 3, -1, false)]
    [InlineData(30, 3, double.NaN, false)]
    [InlineData(30, 3, double.PositiveInfinity, false)]
    public void What_no_history_leads_to_is_seen(double buckets, double excesses, double sum, bool consistent) =>
        new TailCalibration(new TailCalibrationState(buckets, excesses, sum)).IsConsistent().ShouldBe(consistent);

    private static (double Buckets, double Excesses, double Sum) Learned(double beyond, double p, double weight)
    {
        var tail = new TailCalibration(TailCalibrationState.Empty);
        tail.Learn(beyond, p, weight);
        var state = tail.ToState();
        return (state.Buckets, state.Excesses, state.Sum);
    }
}
