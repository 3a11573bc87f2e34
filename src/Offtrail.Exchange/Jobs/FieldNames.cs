using Offtrail.Events;

namespace Offtrail.Exchange;

/// <summary>Finds the lake's column for another system's field: both have ECS names. The user may put a column in a field's place.</summary>
/// <param name="Places">Fields, and the columns in their place.</param>
public sealed record FieldNames(IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Names as they are.</summary>
    public static FieldNames AsTheyAre { get; } = new(new Dictionary<string, string>());

    /// <summary>The column; null when the lake has none.</summary>
    public string? Column(string field) => Places.GetValueOrDefault(field, field) is var name && EventColumns.TryFind(name, out var column) ? column.Name() : null;

    /// <summary>The field, why it can't be taken, and what would help.</summary>
    public static string Unknown(string field) => $"{field}, which is no field of the lake (docs/fields.md lists them); --map {field}=FIELD puts one of them in its place";
}
