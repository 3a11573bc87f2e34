using System.Text.Json;

namespace Offtrail.Triage;

/// <summary>Names the resources that a call was about: those that the record lists, else what the request names.</summary>
internal static class Resources
{
    private const int MostOfOne = 20;

    /// <summary>Ends of parameter names that name a resource.</summary>
    private static readonly string[] s_names = ["arn", "bucketname", "username", "rolename", "groupname", "functionname", "tablename", "instanceid", "secretid", "keyid", "snapshotid", "imageid", "groupid", "queuename", "queueurl", "topicarn", "clustername", "stackname", "loggroupname", "policyname", "dbinstanceidentifier", "name"];

    /// <summary>At most 20 names.</summary>
    public static IEnumerable<string> Of(CaseEvent e)
    {
        var listed = e.Member("resources") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(r => Text(r, "ARN") ?? Text(r, "arn")).OfType<string>().Take(MostOfOne).ToArray() : [];
        return listed.Length > 0 ? listed : e.Member("requestParameters") is { ValueKind: JsonValueKind.Object } request
            ? request.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String && s_names.Any(n => m.Name.EndsWith(n, StringComparison.OrdinalIgnoreCase))).Select(m => m.Value.GetString()!).Take(MostOfOne) : [];
    }

    private static string? Text(JsonElement item, string member) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
