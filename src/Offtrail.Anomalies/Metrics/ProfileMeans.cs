namespace Offtrail.Anomalies;

/// <summary>The mean at a time: of all buckets, of the hour of the day, of the hour of the week, each shrunk to the one before.</summary>
/// <remarks>
/// Credibility: Bühlmann and Straub 1970, "Glaubwürdigkeit für Schadensätze", Mitt. Ver. schweiz. Vers.-Math. 70, 111–133. An hour
/// with own effect e and weight w keeps the part Z = wτ²/(wτ² + σ²) of its difference from the parent's effect; σ² is the noise of
/// one bucket and τ² how much hours differ truly, by moments: τ² = Σ w_i((e_i - parent_i)² - σ_i²(1/w_i - 1/W_i)) / Σ w_i, at least
/// 0, with W_i the parent's weight. Effects of counts are logarithms of means, so a profile multiplies. The variance of the result
/// is σ² times 1/ν = (1 - Z)²/ν_parent + τ²/(wτ² + σ²), the last being 0 when τ² is.
/// </remarks>
internal static class ProfileMeans
{
    /// <summary>The mean of all buckets and the weight behind it.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="scale">How means behave.</param>
    /// <param name="now">The weight of a bucket of now: sums are divided by it.</param>
    public static (double Mean, double Support) Overall(SlotSums sums, MetricScale scale, double now)
    {
        var (weight, sum) = sums.OfAll();
        var support = (weight / now) + scale.PriorWeight;
        return (support > 0 ? ((sum / now) + scale.PriorWeight) / support : 0, support);
    }

    /// <summary>The mean of an hour of the day.</summary>
    public static (double Mean, double Support) HourOfDay(SlotSums sums, MetricScale scale, double now, int hour, double spread)
    {
        var (overall, support) = Overall(sums, scale, now);
        var parent = scale.Effect(overall);
        Span<double> weights = stackalloc double[SlotSums.Day], parents = stackalloc double[SlotSums.Day], parentWeights = stackalloc double[SlotSums.Day], means = stackalloc double[SlotSums.Day];
        for (var h = 0; h < SlotSums.Day; h++)
        {
            var (weight, sum) = sums.OfHour(h);
            (weights[h], parents[h], parentWeights[h]) = (weight / now, parent, support);
            means[h] = scale.OwnMean(sum / now, weights[h], overall);
        }

        var differ = Between(scale, weights, means, parents, parentWeights, spread);
        return Shrink(scale, weights[hour], means[hour], parent, support, differ, spread);
    }

    /// <summary>The mean of an hour of the week.</summary>
    public static (double Mean, double Support) HourOfWeek(SlotSums sums, MetricScale scale, double now, int slot, double spread)
    {
        var (overall, _) = Overall(sums, scale, now);
        Span<double> weights = stackalloc double[SlotSums.Week], parents = stackalloc double[SlotSums.Week], parentWeights = stackalloc double[SlotSums.Week], means = stackalloc double[SlotSums.Week];
        for (var h = 0; h < SlotSums.Day; h++)
        {
            var (hourWeight, hourSum) = sums.OfHour(h);
            var hourMean = scale.OwnMean(hourSum / now, hourWeight / now, overall);
            for (var s = h; s < SlotSums.Week; s += SlotSums.Day)
            {
                var (weight, sum) = sums.OfSlot(s);
                (weights[s], parents[s], parentWeights[s]) = (weight / now, scale.Effect(hourMean), hourWeight / now);
                means[s] = scale.OwnMean(sum / now, weights[s], hourMean);
            }
        }

        var differ = Between(scale, weights, means, parents, parentWeights, spread);
        var (parent, support) = HourOfDay(sums, scale, now, slot % SlotSums.Day, spread);
        return Shrink(scale, weights[slot], means[slot], scale.Effect(parent), support, differ, spread);
    }

    private static double Between(MetricScale scale, Span<double> weights, Span<double> means, Span<double> parents, Span<double> parentWeights, double spread)
    {
        var (total, sum) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0) continue;
            var difference = scale.Effect(means[i]) - parents[i];
            total += weights[i];
            sum += (weights[i] * difference * difference) - (scale.Noise(means[i], spread) * (1 - (weights[i] / parentWeights[i])));
        }

        return total > 0 ? Math.Max(0, sum / total) : 0;
    }

    private static (double Mean, double Support) Shrink(MetricScale scale, double weight, double mean, double parent, double support, double differ, double spread)
    {
        var all = (weight * differ) + scale.Noise(mean, spread);
        if (differ <= 0 || all <= 0) return (scale.Mean(parent), support);
        var part = weight * differ / all;
        var inverse = ((1 - part) * (1 - part) / support) + (differ / all);
        return (scale.Mean(parent + (part * (scale.Effect(mean) - parent))), 1 / inverse);
    }
}
