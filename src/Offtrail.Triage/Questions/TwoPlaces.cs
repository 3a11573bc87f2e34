using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>
/// Tells a key that is used in two places at once: from two networks within five minutes of each other, or from one, another and the first again within
/// an hour. One who moves changes the network once; one who stole a key uses it while its owner goes on.
/// </summary>
internal static class TwoPlaces
{
    private const long Minutes = 5 * 60_000_000L;
    private const long Hour = 3_600_000_000;

    /// <summary>In which buckets uses have to be counted: two networks in one bucket are near each other, so that the first and last use of each say all.</summary>
    public static TimeSpan Bucket => TimeSpan.FromMicroseconds(Minutes);

    /// <summary>The pairs of uses, by the time of the second: where the key was, and where it was at once.</summary>
    /// <param name="uses">By network and bucket.</param>
    public static IReadOnlyList<(TallyRow One, TallyRow Other)> Of(IEnumerable<TallyRow> uses)
    {
        TallyRow[] ordered = [.. uses.Where(u => u.Values[0] is not null).OrderBy(u => u.First.Micros).ThenBy(u => u.Value, StringComparer.Ordinal)];
        var found = new List<(TallyRow, TallyRow)>();
        for (var i = 0; i < ordered.Length; i++)
        {
            var other = ordered[i];
            for (var j = i - 1; j >= 0 && ordered[j].First.Micros >= other.First.Micros - Hour - Minutes; j--)
            {
                var one = ordered[j];
                if (one.Value != other.Value && (other.First.Micros - one.Last.Micros <= Minutes || Returns(ordered, i, one))) found.Add((one, other));
            }
        }

        return found;
    }

    /// <summary>Whether the network of a use is used again behind another one, within an hour.</summary>
    private static bool Returns(TallyRow[] ordered, int other, TallyRow one) =>
        ordered.Skip(other + 1).TakeWhile(u => u.First.Micros <= one.Last.Micros + Hour).Any(u => u.Value == one.Value);
}
