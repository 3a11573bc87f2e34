namespace Offtrail.Events;

/// <summary>Ids of EC2 instances ("i-…") in the places where a record names them.</summary>
internal static class InstanceIds
{
    private const string InstanceArn = ":instance/";
    private const int Shortest = 10; // "i-" and the eight digits of the first ids

    public static IEnumerable<string> Of(ObjectNode record) =>
        OfResources(record["resources"]).Concat(OfMembers(record["requestParameters"])).Concat(OfMembers(record["responseElements"]))
            .Where(id => id is { Length: >= Shortest } && id.StartsWith("i-", StringComparison.Ordinal))!;

    private static IEnumerable<string?> OfResources(Node? resources) =>
        ItemsOf(resources).Select(r => ((r as ObjectNode)?["ARN"] ?? (r as ObjectNode)?["arn"])?.Plain)
            .Where(arn => arn?.Contains(InstanceArn, StringComparison.Ordinal) == true)
            .Select(arn => arn![(arn!.IndexOf(InstanceArn, StringComparison.Ordinal) + InstanceArn.Length)..]);

    private static IEnumerable<string?> OfMembers(Node? node)
    {
        if (node is not ObjectNode members) return [];
        return [
            members["instanceId"]?.Plain, members["target"]?.Plain, members["resourceId"]?.Plain,
            .. ItemsOf(members["instanceIds"]).Select(id => id.Plain),
            .. ItemsOf(members.At("instancesSet", "items")).Select(item => (item as ObjectNode)?["instanceId"]?.Plain),
        ];
    }

    private static IReadOnlyList<Node> ItemsOf(Node? node) => (node as ListNode)?.Items ?? [];
}
