using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.RealTrails;

/// <summary>
/// Counts the CloudTrail records below a folder without any of Offtrail: every JSON object, however deep, that has eventName,
/// eventSource and eventID, told apart by account and eventID.
/// </summary>
internal sealed partial class IndependentCount
{
    private readonly HashSet<(string Account, string EventId)> _events = [];

    public long Objects { get; private set; }

    public long Events => _events.Count;

    public static IndependentCount Of(string folder)
    {
        var count = new IndependentCount();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!file.EndsWith(".zip", StringComparison.Ordinal)) count.Add(File.ReadAllText(file));
            else
            {
                using var zip = ZipFile.OpenRead(file);
                foreach (var entry in zip.Entries.Where(e => e.Length > 0))
                {
                    using var content = new StreamReader(entry.Open());
                    count.Add(content.ReadToEnd());
                }
            }
        }

        return count;
    }

    private void Add(string text)
    {
        if (TryAdd(text)) return;
        var before = Objects;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) TryAdd(line);
        if (Objects > before) return; // NDJSON
        foreach (Match id in EventId().Matches(text)) Note(id.Value, id.Groups[1].Value); // no JSON as a whole: go by the ids that stand in it
    }

    private bool TryAdd(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Visit(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Visit(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Visit(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("eventName", out _) && element.TryGetProperty("eventSource", out _) && element.TryGetProperty("eventID", out var id)) Note(AccountOf(element), id.GetString()!);
            else foreach (var member in element.EnumerateObject()) Visit(member.Value);
        }
    }

    private static string AccountOf(JsonElement record) =>
        record.TryGetProperty("recipientAccountId", out var recipient) ? recipient.GetString()!
        : record.TryGetProperty("userIdentity", out var identity) && identity.ValueKind == JsonValueKind.Object && identity.TryGetProperty("accountId", out var account) ? account.GetString()!
        : "";

    private void Note(string account, string id)
    {
        Objects++;
        _events.Add((account, id));
    }

    [GeneratedRegex("\"eventID\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex EventId();
}
