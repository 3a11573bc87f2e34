namespace Offtrail.Lake;

/// <summary>The counts of one set.</summary>
/// <param name="Rows">Most events first, then by the values' bytes; at most as many as were asked for.</param>
/// <param name="Groups">How many different combinations there are.</param>
public sealed record Tally(IReadOnlyList<TallyRow> Rows, long Groups)
{
    /// <summary>No events.</summary>
    public static Tally Empty { get; } = new([], 0);

    /// <summary>How many events the rows have.</summary>
    public long Events => Rows.Sum(r => r.Events);

    /// <summary>How many of them failed.</summary>
    public long Failures => Rows.Sum(r => r.Failures);

    /// <summary>The first event of all rows; null when there is none.</summary>
    public EventMark? First => Rows.Count == 0 ? null : Rows.Select(r => r.First).Aggregate((a, b) => Before(a, b) ? a : b);

    /// <summary>The last event of all rows; null when there is none.</summary>
    public EventMark? Last => Rows.Count == 0 ? null : Rows.Select(r => r.Last).Aggregate((a, b) => Before(a, b) ? b : a);

    private static bool Before(EventMark a, EventMark b) => a.Micros != b.Micros ? a.Micros < b.Micros : string.CompareOrdinal(a.Id, b.Id) <= 0;
}
