using System.Globalization;
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

    /// <summary>How many values a person reads on the line. Default: 5.</summary>
    public int Shown { get; init; } = 5;

    /// <summary>The number in words, where its digits would tell a person little; null when they say enough.</summary>
    public string? InWords { get; init; }

    /// <summary>On one line for a person: of values the first <see cref="Shown"/>. Empty when there are none.</summary>
    public string Line =>
        InWords ?? Number?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? Text
        ?? (Counts!.Count == 0 ? "" : string.Join(", ", Counts.Take(Shown).Select(c => c.Count == 0 ? c.Value : string.Create(CultureInfo.InvariantCulture, $"{c.Value} ({c.Count:N0})")))
            + (Counts.Count + More > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {Counts.Count + More - Shown:N0} more") : ""));
}
