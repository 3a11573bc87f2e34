using Offtrail.Anomalies;

namespace Offtrail.Triage;

/// <summary>A figure of an answer: a number, a text, or values with their counts.</summary>
/// <param name="Name">Its name in snake case, such as <c>first_seen</c>.</param>
public sealed record Figure(string Name)
{
    /// <summary>The number; null when it is none.</summary>
    public double? Number { get; init; }

    /// <summary>The text; null when it is none.</summary>
    public string? Text { get; init; }

    /// <summary>Values with counts, or lines without (count 0); null when it is none.</summary>
    public IReadOnlyList<ValueCount>? Counts { get; init; }

    /// <summary>How many more values there are than <see cref="Counts"/> has.</summary>
    public long More { get; init; }
}
