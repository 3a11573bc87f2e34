namespace Offtrail.Events;

/// <summary>Fields of a record as a whole that are more than a copy: its time, where it came from, how it was encrypted.</summary>
internal static class EcsRecordFields
{
    private const string ServiceSuffix = ".amazonaws.com";

    /// <summary>The record's time. A record that was once an ECS document may have only <c>@timestamp</c>; a digest stands for the hour that it closes.</summary>
    public static void PutTime(EcsDraft draft)
    {
        string[] from = draft.Record["eventTime"] is not null ? ["eventTime"] : draft.Record["digestEndTime"] is not null ? ["digestEndTime"] : ["@timestamp"];
        if (from[0] != "digestEndTime") draft.PutTime(from, EventColumns.Timestamp);
        else if (EcsTime.TryFormat(draft.Text(from), out var end)) draft.Put(end, EventColumns.Timestamp); // a wrong one is told once, by its own field
    }

    public static void Put(EcsDraft draft)
    {
        draft.Put("aws", "cloud", "provider");
        if (draft.Text("eventSource") is { } source && source.EndsWith(ServiceSuffix, StringComparison.Ordinal))
            draft.Put(source[..^ServiceSuffix.Length], "cloud", "service", "name");
        if (draft.Text("sourceIPAddress") is { } address && DerivedColumns.IsAddress(address)) draft.Put(address, "source", "ip");
        if (draft.Record["managementEvent"]?.Plain is { } management) draft.Put(management, "aws", "cloudtrail", "management_event");
        PutTls(draft);
    }

    /// <summary>"TLSv1.3" says protocol and version in one.</summary>
    private static void PutTls(EcsDraft draft)
    {
        var version = draft.Text("tlsDetails", "tlsVersion");
        if (version == "tlsVersion") return; // a template that nobody filled in; the other members are names as well
        if (version is not null)
        {
            var split = version.IndexOf('v', StringComparison.Ordinal);
            if (split >= 0) draft.Put(version[..split].ToLowerInvariant(), "tls", "version_protocol");
            draft.Put(version[(split + 1)..], "tls", "version");
        }

        draft.Put(draft.Text("tlsDetails", "cipherSuite"), "tls", "cipher");
        draft.Put(draft.Text("tlsDetails", "clientProvidedHostHeader"), "tls", "client", "server_name");
        draft.Put(draft.Text("tlsDetails", "keyExchange"), "aws", "cloudtrail", "tls_details", "key_exchange");
    }
}
