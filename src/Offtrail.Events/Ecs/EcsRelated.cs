namespace Offtrail.Events;

/// <summary>related.*: all users, addresses, hosts and hashes of a record in one place, to be searched by.</summary>
internal static class EcsRelated
{
    public static void Put(EcsDraft draft)
    {
        Put(draft, "user", Users(draft));
        Put(draft, "ip", Addresses(draft));
        Put(draft, "hosts", Hosts(draft));
        Put(draft, "hash", [draft.Text("previousDigestHashValue")]);
    }

    private static void Put(EcsDraft draft, string field, IEnumerable<string?> values)
    {
        var unique = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var value in values)
            if (!string.IsNullOrEmpty(value)) unique.TryAdd(value, new TextNode(value));
        if (unique.Count > 0) draft.Fields.Put(new ListNode([.. unique.Values]), "related", field);
    }

    private static IEnumerable<string?> Users(EcsDraft draft) =>
    [
        draft.SessionName,
        draft.SessionName?.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? draft.SessionName[..at] : null,
        draft.Text("requestParameters", "userName"),
        draft.Text("requestParameters", "newUserName"),
        draft.Text("responseElements", "user", "userId"),
        draft.Fields.At("user", "id")?.Plain,
        draft.Fields.At("user", "name")?.Plain,
        draft.Text("userIdentity", "onBehalfOf", "userId"),
    ];

    private static IEnumerable<string?> Addresses(EcsDraft draft)
    {
        yield return draft.Fields.At("source", "ip")?.Plain;
        if (draft.Text("serviceEventDetails", "sourceIpAddress") is { } address && DerivedColumns.IsAddress(address)) yield return address;
    }

    private static IEnumerable<string?> Hosts(EcsDraft draft)
    {
        if (draft.Fields.At("tls", "client", "server_name")?.Plain is { } server && !IsService(server)) yield return server;
        if (draft.Text("sourceIPAddress") is { } address && draft.Fields.At("source", "ip") is null
            && address.Contains('.', StringComparison.Ordinal) && !address.Contains(' ', StringComparison.Ordinal) && !IsService(address)) yield return address;
        yield return draft.Text("requestParameters", "computerName");
        foreach (var id in InstanceIds.Of(draft.Record)) yield return id;
    }

    private static bool IsService(string host) => host.EndsWith(".amazonaws.com", StringComparison.Ordinal);
}
