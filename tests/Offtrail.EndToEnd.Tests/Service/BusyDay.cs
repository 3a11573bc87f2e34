using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>
/// A busy day of five accounts after nine quiet ones, delivered as CloudTrail does: files of up to a hundred events for each account and five minutes, 2 % of the events late by one to six hours,
/// 5 % delivered twice. In each account something happens in the last hours that never happened before (<see cref="SmallTrail"/>).
/// </summary>
/// <param name="events">Events of the busy day, about.</param>
/// <param name="seed">Draws them; the same seed gives the same files.</param>
internal sealed class BusyDay(int events, int seed)
{
    /// <summary>Deliveries after which all is there, about.</summary>
    public const int Deliveries = 1 + Windows + MostLate;

    private const int Windows = 288; // of five minutes
    private const int MostLate = 72;
    private const int MostOfAFile = 100;
    private const int FirstHour = 216;
    private const int Odd = 40; // events of the day that do not fit

    private static readonly string[] s_accounts = ["100000000001", "100000000002", "100000000003", "100000000004", "100000000005"];
    private static readonly string[] s_codes = ["AccessDenied", "NoSuchKey", "ThrottlingException"];

    private static readonly (string Service, string Name, bool ReadOnly)[] s_calls =
    [
        .. from service in (string[])["s3", "ec2", "sqs", "dynamodb", "kms", "lambda"]
           from call in (string[])["Get", "List", "Describe", "Put", "Create", "Update", "Delete"]
           from what in (string[])["Item", "Object", "Thing"]
           select (service, call + what, call is "Get" or "List" or "Describe"),
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<(string Account, int Window), List<string>> _due = [];

    /// <summary>Different events that were given so far.</summary>
    public long Events { get; private set; }

    /// <summary>Events that were given twice so far.</summary>
    public long Twice { get; private set; }

    /// <summary>The files in the order in which they come, five minutes after five minutes: what follows CloudTrail's folder of an account, and the content.</summary>
    public IEnumerable<IReadOnlyList<(string Key, byte[] Content)>> Files()
    {
        var before = new List<(string, byte[])>();
        foreach (var account in s_accounts)
        {
            foreach (var day in SmallTrail.Records(account).Select(r => r.With("eventID", $"{account}-{r["eventID"]}")).GroupBy(Window))
            {
                if (day.Key < 0) before.AddRange(Pack(account, day.Key, [.. day.Select(r => r.ToJsonString())]));
                else Due(account, day.Key).AddRange(day.Select(r => r.ToJsonString()));
                Events += day.Count();
            }
        }

        yield return before;
        var made = 0;
        for (var window = 0; window < Windows || _due.Count > 0; window++)
        {
            var files = new List<(string, byte[])>();
            foreach (var (i, account) in s_accounts.Index())
            {
                var parts = Windows * s_accounts.Length;
                var until = window < Windows ? (int)((long)events * ((window * s_accounts.Length) + i + 1) / parts) : made;
                for (; made < until; made++) Deliver(account, window, Record(account, window));
                if (_due.Remove((account, window), out var due)) files.AddRange(Pack(account, window, due));
            }

            yield return files;
        }
    }

    /// <summary>The number of five minutes of the busy day in which a record of the small trail happened; days before have numbers below 0.</summary>
    private static int Window(JsonObject record)
    {
        var hours = (DateTime.Parse((string)record["eventTime"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - Sample.Start).TotalHours - FirstHour;
        return hours < 0 ? (int)Math.Floor(hours / 24) : (int)(hours * 12);
    }

    private void Deliver(string account, int window, string record)
    {
        Events++;
        Due(account, _random.Next(100) < 2 ? window + _random.Next(12, MostLate) : window).Add(record);
        if (_random.Next(100) >= 5) return;
        Twice++;
        Due(account, window + _random.Next(1, 12)).Add(record);
    }

    private List<string> Due(string account, int window) => _due.TryGetValue((account, window), out var due) ? due : _due[(account, window)] = [];

    private static IEnumerable<(string, byte[])> Pack(string account, int window, List<string> records)
    {
        var minute = Sample.Start.AddHours(FirstHour).AddMinutes(5 * (window + 1));
        foreach (var (i, part) in records.Chunk(MostOfAFile).Index())
            yield return (string.Create(CultureInfo.InvariantCulture, $"{account}/CloudTrail/eu-west-1/{minute:yyyy'/'MM'/'dd}/{account}_CloudTrail_eu-west-1_{minute:yyyyMMdd'T'HHmm'Z'}_{window}-{i}.json.gz"), Workspace.Gzip($"{{\"Records\":[{string.Join(',', part)}]}}"));
    }

    /// <summary>A call of one of forty identities, each with calls and an address of its own; few of the day do not fit.</summary>
    private string Record(string account, int window)
    {
        var odd = _random.Next(events) < Odd;
        var who = (int)(40 * Math.Pow(_random.NextDouble(), 2));
        var (service, name, readOnly) = s_calls[odd ? _random.Next(s_calls.Length) : (who * 3) + (int)(6 * Math.Pow(_random.NextDouble(), 3))];
        var code = odd ? $"Client.Odd{_random.Next(5)}" : _random.Next(100) < 3 ? s_codes[who % s_codes.Length] : null;
        Span<byte> id = stackalloc byte[16];
        _random.NextBytes(id);
        var text = new StringBuilder(800);
        text.Append(CultureInfo.InvariantCulture, $$"""{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAWORKER{{who:00}}","arn":"arn:aws:iam::{{account}}:user/worker-{{who}}","accountId":"{{account}}","accessKeyId":"AKIAWORKER{{who:00}}EXAMPLE","userName":"worker-{{who}}"},"eventTime":"{{Sample.Time(FirstHour + (window / 12.0) + (_random.Next(300) / 3600.0))}}","eventSource":"{{service}}.amazonaws.com","eventName":"{{name}}","awsRegion":"eu-west-1","sourceIPAddress":"{{(odd ? "203.0.113.9" : $"198.51.100.{10 + who}")}}","userAgent":"aws-sdk-go/1.44.{{who % 4}}",""");
        if (code is not null) text.Append(CultureInfo.InvariantCulture, $$""" "errorCode":"{{code}}","errorMessage":"{{code}}, said the service",""");
        text.Append(CultureInfo.InvariantCulture, $$"""
            "requestParameters":{"name":"thing-{{_random.Next(5000)}}","limit":{{_random.Next(100)}}},"responseElements":null,"requestID":"{{new Guid(id)}}","eventID":"{{new Guid(id)}}","readOnly":{{(readOnly ? "true" : "false")}},"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"{{account}}","eventCategory":"Management"}
            """);
        return text.ToString();
    }
}
