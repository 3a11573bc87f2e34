using CsCheck;
using Offtrail.Anomalies;
using Offtrail.Tests.Anomalies.Metrics;

namespace Offtrail.Tests.Anomalies.Statistics;

/// <summary>Values that have a closed form, and sums of single terms.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void Gamma_has_its_known_values()
    {
        SpecialFunctions.LogGamma(0.5).ShouldBe(0.5 * Math.Log(Math.PI), 1e-14);
        SpecialFunctions.LogGamma(1).ShouldBe(0, 1e-14);
        SpecialFunctions.LogGamma(15).ShouldBe(Math.Log(87_178_291_200), 1.5e-14, "14!");
        SpecialFunctions.LogGamma(16).ShouldBe(Math.Log(1_307_674_368_000), 1.5e-14, "15!");
        SpecialFunctions.LogGamma(101).ShouldBe(Enumerable.Range(1, 100).Sum(k => Math.Log(k)), 1e-12);
        SpecialFunctions.LogGamma(1e9).ShouldBe((1e9 * Math.Log(1e9)) - 1e9 - (0.5 * Math.Log(1e9 / (2 * Math.PI))), 1e-5);
    }

    [Fact]
    public void The_incomplete_beta_function_has_its_closed_forms_and_its_symmetry() =>
        Gen.Select(Gen.Double[0.01, 60], Gen.Double[0.01, 60], Gen.Double[0.001, 0.999]).Sample((a, b, x) =>
        {
            SpecialFunctions.IncompleteBeta(1, b, x, 1 - x).ShouldBe(1 - Math.Pow(1 - x, b), 1e-12);
            SpecialFunctions.IncompleteBeta(a, 1, x, 1 - x).ShouldBe(Math.Pow(x, a), 1e-12);
            SpecialFunctions.IncompleteBeta(a, b, x, 1 - x).ShouldBe(1 - SpecialFunctions.IncompleteBeta(b, a, 1 - x, x), 1e-12);
            SpecialFunctions.IncompleteBeta(a, b, 0, 1).ShouldBe(0);
            SpecialFunctions.IncompleteBeta(a, b, 1, 0).ShouldBe(1);
        });

    [Fact]
    public void The_negative_binomial_is_the_sum_of_its_terms() =>
        Gen.Select(Gen.Double[0.1, 30], Gen.Double[0.2, 50], Gen.Int[0, 60]).Sample((mean, size, count) =>
        {
            var counts = new NegativeBinomial(mean, size);
            counts.LogChance(count).ShouldBe(PlainTails.LogCount(count, mean, size), 1e-9);
            counts.AtLeast(count).ShouldBe(PlainTails.CountAtLeast(count, mean, size), 1e-9);
            counts.AtMost(count).ShouldBe(PlainTails.CountAtMost(count, mean, size), 1e-9);
        });

    [Fact]
    public void Every_count_is_at_least_0_and_none_is_below()
    {
        var counts = new NegativeBinomial(3, 2);
        (counts.AtLeast(0), counts.AtLeast(-1), counts.AtMost(-1)).ShouldBe((1, 1, 0));
        counts.AtMost(0).ShouldBe(0.16, 1e-12, "(2/5)²");
        counts.LogChance(1).ShouldBe(Math.Log(0.16 * 2 * 0.6), 1e-12);
        new NegativeBinomial(4, 1e9).LogChance(2).ShouldBe(Math.Log(8) - 4, 1e-5, "a Poisson count");
    }

    [Fact]
    public void Students_t_of_one_and_two_degrees_has_its_closed_forms() =>
        Gen.Double[-40, 40].Sample(t =>
        {
            var (one, two) = (new StudentT(10, 4, 1), new StudentT(10, 4, 2));
            one.AtLeast(10 + (4 * t)).ShouldBe(0.5 - (Math.Atan(t) / Math.PI), 1e-12);
            one.AtMost(10 + (4 * t)).ShouldBe(0.5 + (Math.Atan(t) / Math.PI), 1e-12);
            one.LogDensity(10 + (4 * t)).ShouldBe(-Math.Log(4 * Math.PI * (1 + (t * t))), 1e-12);
            two.AtLeast(10 + (4 * t)).ShouldBe(0.5 - (t / (2 * Math.Sqrt(2 + (t * t)))), 1e-12);
            two.LogDensity(10 + (4 * t)).ShouldBe(-Math.Log(4 * 2 * Math.Sqrt(2) * Math.Pow(1 + (t * t / 2), 1.5)), 1e-12);
        });

    [Fact]
    public void Infinitely_far_out_there_is_nothing_more()
    {
        var t = new StudentT(0, 1, 3);
        (t.AtLeast(1e200), t.AtMost(1e200), t.AtLeast(-1e200), t.AtMost(-1e200), t.AtLeast(0)).ShouldBe((0, 1, 1, 0, 0.5));
    }
}
