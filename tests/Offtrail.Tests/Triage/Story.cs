using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>A trail told event by event, and the triage of some of its events.</summary>
internal sealed class Story
{
    public const string Account = "111122223333";
    public const string Office = "198.51.100.7";
    public const string Away = "203.0.113.9";

    private readonly List<JsonObject> _records = [];

    public IReadOnlyList<PlainEvent> Events => [.. _records.Select(r => new PlainEvent(JsonElement.Parse(r.ToJsonString())))];

    /// <summary>Adds an event and gives its id.</summary>
    /// <param name="minutes">When, from the first of May 2026 on.</param>
    /// <param name="identity">From <see cref="User"/> or <see cref="Role"/>.</param>
    /// <param name="call">"iam CreateUser".</param>
    /// <param name="from">The address.</param>
    /// <param name="code">The error code; null when it succeeded.</param>
    /// <param name="account">In whose trail it stands.</param>
    /// <param name="more">Further members of the record, as JSON in single quotes.</param>
    public string Add(double minutes, string identity, string call, string from = Office, string? code = null, string account = Account, string more = "{}")
    {
        var record = JsonNode.Parse(more.Replace('\'', '"'))!.AsObject();
        record["eventVersion"] = "1.09";
        record["userIdentity"] = JsonNode.Parse(identity.Replace('\'', '"'));
        record["eventTime"] = DateTime.UnixEpoch.AddTicks((Made.May + (long)(minutes * 60_000_000)) * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        (record["eventSource"], record["eventName"]) = (call.Split(' ')[0] + ".amazonaws.com", call.Split(' ')[1]);
        (record["awsRegion"], record["sourceIPAddress"], record["userAgent"]) = ("eu-west-1", from, "aws-cli/2.15.0 Python/3.11.6 Linux/5.10");
        if (code is not null) record["errorCode"] = code;
        record["eventID"] = $"s-{_records.Count:0000}";
        record["recipientAccountId"] = account;
        _records.Add(record);
        return (string)record["eventID"]!;
    }

    /// <summary>A user, with a key.</summary>
    public static string User(string name, string? key = "AKIAANA0000000000001") =>
        $"{{'type':'IAMUser','principalId':'AIDA{name}','arn':'arn:aws:iam::{Account}:user/{name}','accountId':'{Account}'{(key is null ? "" : $",'accessKeyId':'{key}'")},'userName':'{name}'}}";

    /// <summary>A session of a role.</summary>
    public static string Role(string name, string key, string account = Account, string session = "s1", string path = "") =>
        $"{{'type':'AssumedRole','principalId':'AROA:{session}','arn':'arn:aws:sts::{account}:assumed-role/{name}/{session}','accountId':'{account}','accessKeyId':'{key}','sessionContext':{{'sessionIssuer':{{'type':'Role','arn':'arn:aws:iam::{account}:role/{path}{name}'}},'attributes':{{'creationDate':'2026-05-12T00:00:00Z','mfaAuthenticated':'false'}}}}}}";

    /// <summary>Everyday work of an identity: hourly for ten days.</summary>
    public Story Usual(string identity, string call = "s3 ListBuckets", string from = Office)
    {
        for (var hour = 0; hour < 240; hour++) Add(hour * 60, identity, call, from);
        return this;
    }

    /// <summary>Moves the newest event to a region.</summary>
    public void InRegion(string region) => _records[^1]["awsRegion"] = region;

    /// <summary>Triages events as one alert.</summary>
    /// <param name="ids">The events.</param>
    /// <param name="kept">Which events the lake has; null for all.</param>
    /// <param name="beside">Makes the alerts beside it from its own.</param>
    public TriageResult Triage(string[] ids, Func<PlainEvent, bool>? kept = null, Func<SubjectAlert, SubjectAlert>? beside = null)
    {
        using var lake = new SmallLake();
        var events = Events;
        foreach (var part in events.Where(kept ?? (_ => true)).Select(e => e.Record.GetRawText()).Chunk(500)) lake.Add(part);
        var subject = TriageTwinTests.SubjectOf(events, ids);
        return Guide.Triage(new CaseFile(lake.Reader, lake.Segments, subject, beside is null ? [] : [beside(subject.Alerts[0] with { Id = "beside00", Document = "" })]), Weights.Default, Made.May + (20 * Made.Day), data: null);
    }
}
