using System.Text.Json;

namespace Offtrail.Pipeline;

/// <summary>Which events belong to which attack.</summary>
/// <param name="Names">The attacks.</param>
/// <param name="OfEvent">Number of the attack of each event id.</param>
public sealed record AttackLabels(IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> OfEvent)
{
    private const string Right = "right would be {\"scenarios\": [{\"name\": \"…\", \"event_ids\": [\"…\"]}]}";

    /// <summary>Reads a labels file: an object with the list <c>scenarios</c>, each with <c>name</c> and <c>event_ids</c>.</summary>
    /// <exception cref="LabelsException">The file can't be read or has another form.</exception>
    public static AttackLabels Read(string path)
    {
        try
        {
            using var tree = JsonDocument.Parse(File.ReadAllBytes(path));
            if (tree.RootElement.ValueKind != JsonValueKind.Object || !tree.RootElement.TryGetProperty("scenarios", out var list) || list.ValueKind != JsonValueKind.Array)
                throw new LabelsException($"{path}: has no list \"scenarios\"; {Right}");
            List<string> names = [];
            var ofEvent = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || Text(item, "name") is not { } name || !item.TryGetProperty("event_ids", out var ids) || ids.ValueKind != JsonValueKind.Array)
                    throw new LabelsException($"{path}: scenarios[{names.Count}] lacks \"name\" or \"event_ids\"; {Right}");
                foreach (var id in ids.EnumerateArray())
                    if (id.ValueKind == JsonValueKind.String) ofEvent[id.GetString()!] = names.Count;
                names.Add(name);
            }

            return new AttackLabels(names, ofEvent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LabelsException($"{path}: can't be read: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new LabelsException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: is not valid JSON; {Right}"));
        }
    }

    private static string? Text(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
