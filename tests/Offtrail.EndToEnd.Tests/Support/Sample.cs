using System.Globalization;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests;

/// <summary>CloudTrail records for tests, as AWS writes them.</summary>
internal static class Sample
{
    public const string Account = "111122223333";

    public static readonly DateTime Start = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A call of the user ana at a time (hours from the start), failed when there is a code.</summary>
    public static JsonObject Record(string id, string? errorCode = null, double hour = 0, string account = Account)
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.08",
            ["userIdentity"] = new JsonObject
            {
                ["type"] = "IAMUser",
                ["principalId"] = "AIDAANA",
                ["arn"] = $"arn:aws:iam::{account}:user/ana",
                ["accountId"] = account,
                ["accessKeyId"] = "AKIAANAEXAMPLE",
                ["userName"] = "ana",
            },
            ["eventTime"] = Time(hour),
            ["eventSource"] = "s3.amazonaws.com",
            ["eventName"] = "GetObject",
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "198.51.100.7",
            ["userAgent"] = "aws-cli/2.15.0",
        };
        if (errorCode is not null)
        {
            record["errorCode"] = errorCode;
            record["errorMessage"] = $"{errorCode}, said the service";
        }

        record["requestParameters"] = new JsonObject { ["bucketName"] = "orders", ["tags"] = new JsonArray(new JsonObject { ["key"] = "a" }) };
        record["responseElements"] = null;
        record["requestID"] = $"request-{id}";
        record["eventID"] = id;
        record["readOnly"] = true;
        record["eventType"] = "AwsApiCall";
        record["managementEvent"] = true;
        record["recipientAccountId"] = account;
        record["eventCategory"] = "Management";
        return record;
    }

    /// <summary>The same record with a member set.</summary>
    public static JsonObject With(this JsonObject record, string member, JsonNode? value)
    {
        record[member] = value;
        return record;
    }

    /// <summary>The same record without a member.</summary>
    public static JsonObject Without(this JsonObject record, string member)
    {
        record.Remove(member);
        return record;
    }

    /// <summary>A call made under the role deploy.</summary>
    public static JsonObject RoleRecord(string id, string errorCode) =>
        Record(id, errorCode, hour: 1).With("userIdentity", new JsonObject
        {
            ["type"] = "AssumedRole",
            ["principalId"] = "AROADEPLOY:run-7",
            ["arn"] = $"arn:aws:sts::{Account}:assumed-role/deploy/run-7",
            ["accountId"] = Account,
            ["accessKeyId"] = "ASIADEPLOYEXAMPLE",
            ["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role",
                    ["principalId"] = "AROADEPLOY",
                    ["arn"] = $"arn:aws:iam::{Account}:role/deploy",
                    ["accountId"] = Account,
                    ["userName"] = "deploy",
                },
                ["attributes"] = new JsonObject { ["creationDate"] = Time(0), ["mfaAuthenticated"] = "false" },
            },
        });

    /// <summary>Three failed calls by three kinds of identity, each with a code of its own.</summary>
    public static JsonObject[] Three() =>
    [
        Record("event-1", "AccessDenied"),
        RoleRecord("event-2", "Client.UnauthorizedOperation"),
        Record("event-3", "NoSuchBucket", hour: 2).With("userIdentity", new JsonObject
        {
            ["type"] = "AWSService",
            ["invokedBy"] = "config.amazonaws.com",
        }),
    ];

    /// <summary>So many good records, one a minute.</summary>
    public static JsonObject[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Record(string.Create(CultureInfo.InvariantCulture, $"many-{i:0000}"), i % 5 == 0 ? "AccessDenied" : null, i / 60.0))];

    /// <summary>A "Records" file.</summary>
    public static string File(params IEnumerable<JsonObject> records) => $$"""{"Records":[{{string.Join(',', records.Select(r => r.ToJsonString()))}}]}""";

    /// <summary>A record a line.</summary>
    public static string Lines(params IEnumerable<JsonObject> records) => string.Concat(records.Select(r => r.ToJsonString() + "\n"));

    /// <summary>A time so many hours after the start, as AWS writes it.</summary>
    public static string Time(double hour) => Start.AddSeconds(Math.Round(hour * 3600)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
