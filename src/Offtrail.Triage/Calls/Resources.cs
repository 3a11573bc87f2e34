using System.Text.Json;

namespace Offtrail.Triage;

/// <summary>Names the resources that a call was about: those that the record lists, else what the request names.</summary>
internal static class Resources
{
    private const int MostOfOne = 20;

    /// <summary>Ends of parameter names that name a resource.</summary>
    private static readonly string[] s_names = ["arn", "bucketname", "username", "rolename", "groupname", "functionname", "tablename", "instanceid", "secretid", "keyid", "snapshotid", "imageid", "groupid", "queuename", "queueurl", "topicarn", "clustername", "stackname", "loggroupname", "policyname", "dbinstanceidentifier", "name"];

    /// <summary>At most 20 names: those that the record lists, else what the request names.</summary>
    public static IEnumerable<string> Of(CaseEvent e) => Listed(e.Record) is { Length: > 0 } listed ? listed : Named(e.Record);

    /// <summary>What the request names, at most 20.</summary>
    public static IEnumerable<string> Named(JsonElement record) =>
        record.TryGetProperty("requestParameters", out var request) && request.ValueKind == JsonValueKind.Object
            ? request.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String && s_names.Any(n => m.Name.EndsWith(n, StringComparison.OrdinalIgnoreCase))).Select(m => m.Value.GetString()!).Take(MostOfOne) : [];

    /// <summary>Whether two calls were about the same: one name in common, in the request or in what the record lists. A call that names nothing is about whatever the other is.</summary>
    public static bool Same(JsonElement a, JsonElement b)
    {
        string[] of = [.. Named(a), .. Listed(a)];
        return of.Length == 0 || Named(b).Concat(Listed(b)).Intersect(of, StringComparer.Ordinal).Any();
    }

    private static string[] Listed(JsonElement record) =>
        record.TryGetProperty("resources", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(r => Text(r, "ARN") ?? Text(r, "arn")).OfType<string>().Take(MostOfOne)] : [];

    private static string? Text(JsonElement item, string member) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
