namespace Offtrail.Anomalies;

/// <summary>
/// Turns a return period into a score. The score is a budget: 50 is what turns up once in five days when nothing is
/// wrong, 75 what turns up once in thirty. Between the fixed points it is linear in the logarithm of the return period.
/// </summary>
public static class RecordScore
{
    private static readonly (double Days, double Score)[] s_points = [(0.2, 0), (1, 25), (5, 50), (30, 75), (180, 90), (730, 100)];

    /// <summary>Score 0 to 100 of something that turns up once in so many days.</summary>
    /// <param name="returnDays">Days, above 0.</param>
    public static double OfReturn(double returnDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(returnDays);
        if (returnDays <= s_points[0].Days) return 0;
        for (var i = 1; i < s_points.Length; i++)
        {
            var (from, low) = s_points[i - 1];
            var (to, high) = s_points[i];
            if (returnDays <= to) return low + ((high - low) * Math.Log(returnDays / from) / Math.Log(to / from));
        }

        return 100;
    }

    /// <summary>The return period, in days, that a score stands for: the inverse of <see cref="OfReturn"/> on 0 to 100.</summary>
    public static double ToReturn(double score)
    {
        for (var i = 1; i < s_points.Length; i++)
        {
            var (from, low) = s_points[i - 1];
            var (to, high) = s_points[i];
            if (score <= high) return from * Math.Pow(to / from, Math.Max(0, score - low) / (high - low));
        }

        return s_points[^1].Days;
    }
}
