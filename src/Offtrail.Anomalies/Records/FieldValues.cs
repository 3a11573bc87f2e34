namespace Offtrail.Anomalies;

/// <summary>Values of a field over some events.</summary>
/// <param name="Top">The most frequent, to ten; equal counts in ordinal order.</param>
/// <param name="More">Different values beyond those.</param>
public sealed record FieldValues(IReadOnlyList<ValueCount> Top, int More)
{
    /// <summary>No values.</summary>
    public static FieldValues None { get; } = new([], 0);
}

/// <summary>A value and how many events have it.</summary>
public readonly record struct ValueCount(string Value, long Count);
