using System.Globalization;
using System.Text.Json;

namespace Offtrail.Tests.Ecs;

/// <summary>
/// A document as dotted fields and texts that can be compared: objects are opened, lists are one value. A list of one
/// value is the value, since ECS tells no difference between them; numbers are equal when their values are. Sets are sorted, and on
/// demand all lists are.
/// </summary>
internal static class FlatDocument
{
    public static SortedDictionary<string, string> Of(JsonElement document, bool sorted = false)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(fields, document, "", sorted);
        return fields;
    }

    private static void Add(SortedDictionary<string, string> fields, JsonElement value, string name, bool sorted)
    {
        if (value.ValueKind != JsonValueKind.Object || (name.Length > 0 && !value.EnumerateObject().Any())) fields.Add(name, Comparable(name, value, sorted));
        else
        {
            foreach (var member in value.EnumerateObject()) Add(fields, member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", sorted);
        }
    }

    private static string Comparable(string field, JsonElement value, bool sorted)
    {
        if (value.ValueKind != JsonValueKind.Array) return Canonical(value);
        var items = value.EnumerateArray().Select(Canonical).ToArray();
        if (items.Length == 1) return items[0];
        return $"[{string.Join(",", sorted || IsUnordered(field) ? items.Order(StringComparer.Ordinal) : items)}]";
    }

    private static bool IsUnordered(string field) => field == "aws.cloudtrail.resources" || field.StartsWith("related.", StringComparison.Ordinal);

    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{m.Name}:{Canonical(m.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => value.GetRawText() is ['"', ..] ? $"\"{value.GetString()}\"" : value.GetRawText(),
    };
}
