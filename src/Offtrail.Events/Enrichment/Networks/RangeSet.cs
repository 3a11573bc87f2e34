namespace Offtrail.Events;

/// <summary>
/// A set of numbers as ranges. Invariant: starts rise, and between two ranges is at least one number that is in none.
/// </summary>
internal sealed class RangeSet
{
    private readonly UInt128[] _starts;
    private readonly UInt128[] _ends; // inclusive

    /// <param name="ranges">First and last number of each range, in any order; they may overlap.</param>
    public RangeSet(IEnumerable<(UInt128 First, UInt128 Last)> ranges)
    {
        var (starts, ends) = (new List<UInt128>(), new List<UInt128>());
        foreach (var (first, last) in ranges.OrderBy(r => r.First))
        {
            if (ends.Count > 0 && (first <= ends[^1] || first - ends[^1] == 1)) ends[^1] = UInt128.Max(ends[^1], last);
            else
            {
                starts.Add(first);
                ends.Add(last);
            }
        }

        (_starts, _ends) = ([.. starts], [.. ends]);
    }

    /// <summary>How many ranges are left after joining.</summary>
    public int Count => _starts.Length;

    /// <summary>Whether the number is in the set: one binary search.</summary>
    public bool Contains(UInt128 number)
    {
        var at = _starts.AsSpan().BinarySearch(number);
        if (at < 0) at = ~at - 1;
        return at >= 0 && number <= _ends[at];
    }
}
