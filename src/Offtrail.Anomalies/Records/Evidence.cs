namespace Offtrail.Anomalies;

/// <summary>What the events behind an anomaly have in them.</summary>
/// <param name="EventIds">Their ids, oldest first, to <see cref="MaxEventIds"/>.</param>
/// <param name="Events">How many events there are.</param>
/// <param name="Fields">For each field that was asked for: its values with their counts.</param>
public sealed record Evidence(IReadOnlyList<string> EventIds, long Events, IReadOnlyDictionary<string, FieldValues> Fields)
{
    /// <summary>Event ids kept of one anomaly.</summary>
    public const int MaxEventIds = 1000;

    /// <summary>Nothing found.</summary>
    public static Evidence None { get; } = new([], 0, new Dictionary<string, FieldValues>(StringComparer.Ordinal));

    /// <summary>The values of a field; none when it was not asked for or no event has it.</summary>
    public FieldValues Of(string field) => Fields.TryGetValue(field, out var values) ? values : FieldValues.None;

    /// <summary>The value that all events share; null when they do not.</summary>
    public string? Common(string field) => Of(field) is { Top: [var only], More: 0 } && only.Count == Events ? only.Value : null;
}
