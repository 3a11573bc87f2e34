using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>
/// A trail of two accounts whose every event is known: some events come in two objects, one object under two names, one
/// object is larger than a batch, one has a record that can't be taken.
/// </summary>
internal sealed class KillTrail
{
    public const int FirstDay = 1;

    private readonly Random _random = new(11);
    private readonly Dictionary<string, string> _records = new(StringComparer.Ordinal);

    /// <summary>Ids by object.</summary>
    public Dictionary<string, List<string>> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Records by id.</summary>
    public IReadOnlyDictionary<string, string> Records => _records;

    /// <summary>A trail of 110 MB in 42 objects over six days, all mixed.</summary>
    public static KillTrail Heavy(Workspace work)
    {
        var trail = new KillTrail();
        for (var file = 0; file < 40; file++) trail.Write(work, $"{file:00}.json.gz", trail.Make(250, days: 6, filler: 8_000), file == 20);
        trail.Write(work, "large.json.gz", trail.Make(3_000, days: 6, filler: 8_000));
        File.Copy(Path.Combine(work.Trail, "03.json.gz"), Path.Combine(work.Trail, "copy-of-03.json.gz"));
        trail.Objects.Add(Path.Combine(work.Trail, "copy-of-03.json.gz"), trail.Objects[Path.Combine(work.Trail, "03.json.gz")]);
        return trail;
    }

    /// <summary>Objects of one delivery of a small trail over forty days; deliveries that are read one after the other give many segments a day.</summary>
    public void Deliver(Workspace work, string delivery)
    {
        for (var file = 0; file < 8; file++) Write(work, $"{delivery}/{file}.json.gz", Make(150, days: 40, filler: 100));
    }

    private List<string> Make(int count, int days, int filler)
    {
        var earlier = _records.Keys.ToArray();
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (earlier.Length > 0 && i % 25 == 0)
            {
                ids.Add(earlier[_random.Next(earlier.Length)]); // delivered again
                continue;
            }

            var bits = new byte[16];
            _random.NextBytes(bits);
            var id = new Guid(bits).ToString();
            _records.Add(id, Record(id, _random.Next(days * 86_400), filler));
            ids.Add(id);
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private string Record(string id, int second, int filler)
    {
        var account = _random.Next(2) == 0 ? "111122223333" : "444455556666";
        var time = new DateTime(2026, 5, FirstDay, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var code = _random.Next(4) == 0 ? $"\"errorCode\":\"Code{_random.Next(9)}\"," : "";
        var text = new StringBuilder();
        while (text.Length < filler) text.Append(CultureInfo.InvariantCulture, $"an argument of some length, {_random.Next(100)}; ");
        return $$"""{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAANA","arn":"arn:aws:iam::{{account}}:user/ana","accountId":"{{account}}","userName":"ana"},"eventTime":"{{time}}","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7",{{code}}"requestParameters":{"text":"{{text}}"},"eventID":"{{id}}","readOnly":true,"eventType":"AwsApiCall","recipientAccountId":"{{account}}"}""";
    }

    private void Write(Workspace work, string name, List<string> ids, bool withBroken = false)
    {
        var path = Path.Combine(work.Trail, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write("{\"Records\":[");
        if (withBroken) writer.Write("""{"eventVersion":"1.08","eventTime":"at noon","eventName":"GetObject","eventID":"broken"},""");
        for (var i = 0; i < ids.Count; i++) writer.Write((i > 0 ? "," : "") + _records[ids[i]]);
        writer.Write("]}");
        Objects.Add(path, ids);
    }
}
