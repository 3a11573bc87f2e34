using System.Globalization;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>Reads the file of AWS's ranges. Members that classes do not need (region, network_border_group, syncToken) are not looked at.</summary>
internal static class AwsRangesFile
{
    private const string Right = "right would be the file ip-ranges.json that AWS publishes";

    public static AwsRanges Load(string path)
    {
        try
        {
            using var tree = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 16 });
            return Read(path, tree.RootElement);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EnrichmentException($"{path}: there is no such file; {Right}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EnrichmentException($"{path}: can't be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new EnrichmentException(string.Create(CultureInfo.InvariantCulture, $"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: is not valid JSON; {Right}"), e);
        }
        catch (InvalidOperationException e)
        {
            throw new EnrichmentException($"{path}: a text holds half a character; {Right}", e);
        }
    }

    private static AwsRanges Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !(root.TryGetProperty("prefixes", out _) || root.TryGetProperty("ipv6_prefixes", out _)))
            throw new EnrichmentException($"{path}: has neither \"prefixes\" nor \"ipv6_prefixes\"; {Right}");
        var prefixes = new List<AwsPrefix>();
        Take(path, root, "prefixes", "ip_prefix", v6: false, prefixes);
        Take(path, root, "ipv6_prefixes", "ipv6_prefix", v6: true, prefixes);
        return new AwsRanges(prefixes, CreateDate(path, root));
    }

    private static void Take(string path, JsonElement root, string list, string member, bool v6, List<AwsPrefix> prefixes)
    {
        if (!root.TryGetProperty(list, out var rows)) return;
        if (rows.ValueKind != JsonValueKind.Array) throw new EnrichmentException($"{path}: \"{list}\" is no list; {Right}");
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}: {list}[{index++}]");
            var text = Text(row, member);
            if (Text(row, "service") is not { } service) throw new EnrichmentException($"{place} has no \"service\"; right would be a text such as \"EC2\"");
            prefixes.Add(AwsPrefix.Read(text, v6, string.Equals(service, "EC2", StringComparison.OrdinalIgnoreCase)) ?? throw new EnrichmentException(
                $"{place}.{member} {(text is null ? "is missing" : $"\"{text}\" is no network")}; right would be {(v6 ? "\"2600:1f70::/32\"" : "\"3.5.140.0/22\"")}"));
        }
    }

    private static DateTimeOffset? CreateDate(string path, JsonElement root)
    {
        if (!root.TryGetProperty("createDate", out _)) return null;
        var text = Text(root, "createDate");
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
            ? created
            : throw new EnrichmentException($"{path}: createDate {(text is null ? "is no text" : $"\"{text}\" is no time")}; right would be \"2026-05-01-08-30-00\"");
    }

    private static string? Text(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
