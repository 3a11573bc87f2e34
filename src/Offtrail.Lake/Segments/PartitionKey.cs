namespace Offtrail.Lake;

/// <summary>An account and a day (since 1970 UTC): what shares a folder of the lake, and where copies of an event meet.</summary>
public readonly record struct PartitionKey(string Account, int Day)
{
    private const long MicrosADay = 86_400_000_000;

    /// <summary>The day in which a moment lies.</summary>
    public static int DayOf(long micros) => (int)Math.DivRem(micros, MicrosADay).Quotient;

    /// <summary>Its folder below the lake.</summary>
    public string Folder => $"account={Account}/date={DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(Day):yyyy-MM-dd}";
}
