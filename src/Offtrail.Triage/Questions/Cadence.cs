using System.Globalization;

namespace Offtrail.Triage;

/// <summary>Tells a steady rhythm of days: something that comes every week or month is planned.</summary>
internal static class Cadence
{
    private const int LeastVisits = 4;

    /// <summary>"every 7 days", "every month", or null: at least four visits, gaps of two days and more, none further than a day from the middle one.</summary>
    /// <param name="days">Days since 1970 UTC, in order.</param>
    public static string? Of(IEnumerable<long> days)
    {
        long[] all = [.. days];
        long[] visits = [.. all.Where((d, i) => i == 0 || d - all[i - 1] > 1)]; // a night's work may reach into the next day
        if (visits.Length < LeastVisits) return null;
        long[] gaps = [.. visits.Zip(visits.Skip(1), (a, b) => b - a)];
        var middle = gaps.Order().ElementAt(gaps.Length / 2);
        if (middle is >= 28 and <= 31 && gaps.All(g => g is >= 27 and <= 32)) return "every month";
        return gaps.All(g => Math.Abs(g - middle) <= (middle < 5 ? 0 : 1)) ? string.Create(CultureInfo.InvariantCulture, $"every {middle} days") : null;
    }
}
