using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.Tests.Triage;

/// <summary>A small organisation from a seed: users, roles of instances, a service; a fortnight; and an intruder with somebody's identity at the end.</summary>
internal sealed class MadeTrail
{
    public const string Account = "111122223333";
    private const string Other = "444455556666";

    private readonly Random _random;
    private readonly List<JsonObject> _records = [];
    private int _ids;

    public MadeTrail(int seed, int events)
    {
        _random = new Random(seed);
        for (var i = 0; i < events; i++) _records.Add(Everyday());
        for (var i = 0; i < 12; i++)
        {
            var record = i % 3 == 0 ? User("ana", "AKIAINTRUDER00000001", Made.May + (14 * Made.Day) + (i * 90_000_000L)) : Role("web-service", "i-0123456789abcdef0", "ASIAINTRUDER00000001", Made.May + (14 * Made.Day) + (i * 90_000_000L));
            record["sourceIPAddress"] = "203.0.113." + (7 + (i % 2));
            record["userAgent"] = "Boto3/1.35.1 md/Botocore#1.35.1 ua/2.0 os/linux md/arch#x86_64 lang/python#3.12.3";
            (record["eventSource"], record["eventName"]) = ("iam.amazonaws.com", Pick("CreateUser", "ListUsers", "AttachUserPolicy", "GetSecretValue"));
            if (_random.Next(2) == 0) record["errorCode"] = Pick("AccessDenied", "NoSuchEntity");
            _records.Add(record);
            Intrusion.Add((string)record["eventID"]!);
        }

        var gave = Role("deploy", "ci-1", "ASIADEPLOY", Made.May + (14 * Made.Day) - Made.Hour);
        gave["eventSource"] = "sts.amazonaws.com";
        gave["eventName"] = "AssumeRole";
        gave["responseElements"] = new JsonObject { ["credentials"] = new JsonObject { ["accessKeyId"] = "ASIAINTRUDER00000001" } };
        _records.Add(gave);
    }

    /// <summary>Ids of the intruder's events.</summary>
    public List<string> Intrusion { get; } = [];

    public IEnumerable<string> Records => _records.Select(r => r.ToJsonString());

    private JsonObject Everyday()
    {
        var at = Made.May + ((long)(_random.NextDouble() * 14 * 24 * 3600) * 1_000_000);
        var record = _random.Next(5) switch
        {
            0 => User(Pick("ana", "ben"), Pick("AKIAANA0000000000001", "AKIABEN0000000000001"), at),
            1 => Role("deploy", "ci-" + _random.Next(3), "ASIADEPLOY", at),
            2 => Service(at),
            _ => Role(Pick("web-service", "api-service"), Pick("i-0123456789abcdef0", "i-0aaaaaaaaaaaaaaa1"), "ASIAWEB" + (at / Made.Day), at),
        };
        if (_random.Next(8) == 0) record["errorCode"] = Pick("AccessDenied", "NoSuchBucket", "ThrottlingException");
        if (_random.Next(10) == 0) record["recipientAccountId"] = Other;
        return record;
    }

    private JsonObject User(string name, string key, long at) => Record(at, new JsonObject
    {
        ["type"] = "IAMUser",
        ["principalId"] = "AIDA" + name,
        ["arn"] = $"arn:aws:iam::{Account}:user/{name}",
        ["accountId"] = Account,
        ["accessKeyId"] = key,
        ["userName"] = name,
    });

    private JsonObject Role(string role, string session, string key, long at) => Record(at, new JsonObject
    {
        ["type"] = "AssumedRole",
        ["principalId"] = $"AROA{role}:{session}",
        ["arn"] = $"arn:aws:sts::{Account}:assumed-role/{role}/{session}",
        ["accountId"] = Account,
        ["accessKeyId"] = key,
        ["sessionContext"] = new JsonObject
        {
            ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["principalId"] = "AROA" + role, ["arn"] = $"arn:aws:iam::{Account}:role/{role}", ["accountId"] = Account, ["userName"] = role },
            ["attributes"] = new JsonObject { ["creationDate"] = Time(Made.May + (14 * Made.Day) - Made.Hour), ["mfaAuthenticated"] = "false" },
        },
    });

    private JsonObject Service(long at) => Record(at, new JsonObject { ["type"] = "AWSService", ["invokedBy"] = "config.amazonaws.com" });

    private JsonObject Record(long at, JsonObject identity) => new()
    {
        ["eventVersion"] = "1.09",
        ["userIdentity"] = identity,
        ["eventTime"] = Time(at),
        ["eventSource"] = Pick("s3.amazonaws.com", "ec2.amazonaws.com", "iam.amazonaws.com"),
        ["eventName"] = Pick("ListBuckets", "GetObject", "DescribeInstances", "CreateUser", "AttachUserPolicy", "PutObject"),
        ["awsRegion"] = Pick("eu-west-1", "us-east-1"),
        ["sourceIPAddress"] = Pick("198.51.100.7", "198.51.100.8", "192.0.2.1", "config.amazonaws.com"),
        ["userAgent"] = Pick("aws-cli/2.15.0 Python/3.11.6 Linux/5.10", "aws-sdk-go-v2/1.27.2 os/linux lang/go#1.22.4"),
        ["requestParameters"] = new JsonObject { ["userName"] = Pick("ana", "zoe"), ["bucketName"] = "orders" },
        ["responseElements"] = null,
        ["eventID"] = $"id-{_ids++:00000}",
        ["readOnly"] = _random.Next(2) == 0,
        ["recipientAccountId"] = Account,
    };

    private static string Time(long micros) => DateTime.UnixEpoch.AddTicks(micros * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
