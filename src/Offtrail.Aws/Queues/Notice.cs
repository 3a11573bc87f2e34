using System.Net;
using System.Text.Json;

namespace Offtrail.Aws;

/// <summary>
/// What a message says: which objects are new. Four senders are known, each also in the envelope of SNS: S3 itself, EventBridge, CloudTrail's own notification,
/// and stores that speak like S3. What tells of other things (tests, deletions) names no objects and is no fault.
/// </summary>
/// <param name="Objects">The objects.</param>
/// <param name="Fault">Why the message makes no sense, as a sentence; null when it does.</param>
internal sealed record Notice(IReadOnlyList<NamedObject> Objects, string? Fault)
{
    private const int MostEnvelopes = 3;
    private const string CloudTrailTest = "CloudTrail validation message."; // sent once when a topic is set up

    private static readonly Notice s_nothing = new([], null);

    /// <summary>Reads a message's body.</summary>
    public static Notice Read(string body) => Read(body, MostEnvelopes);

    private static Notice Read(string body, int envelopes)
    {
        if (body.Trim() == CloudTrailTest) return s_nothing;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, envelopes) : Wrong("is JSON, but no notification");
        }
        catch (JsonException)
        {
            return Wrong("is no JSON");
        }
        catch (InvalidOperationException) // text with half a surrogate pair
        {
            return Wrong("has text that is no Unicode");
        }
    }

    private static Notice Read(JsonElement root, int envelopes)
    {
        if (Member(root, "Records") is { ValueKind: JsonValueKind.Array } records) return All(records.EnumerateArray().Select(OfS3));
        if (Text(root, "Event") == "s3:TestEvent") return s_nothing;
        if (Text(root, "source") == "aws.s3" && Text(root, "detail-type") is { } type) return type == "Object Created" ? OfEventBridge(root) : s_nothing;
        if (Text(root, "s3Bucket") is { } bucket) return OfCloudTrail(bucket, root);
        return (Text(root, "Type"), Text(root, "Message")) switch
        {
            ("Notification", { } message) => envelopes > 0 ? Read(message, envelopes - 1) : Wrong("stands in too many envelopes"),
            ("SubscriptionConfirmation", _) => Wrong("is SNS asking whether to subscribe; visit the SubscribeURL in it, or confirm the subscription with the AWS console"),
            _ => Wrong("is no notification of S3, EventBridge, SNS or CloudTrail"),
        };
    }

    /// <summary>Keys come encoded as in a form: plus for blank.</summary>
    private static Notice OfS3(JsonElement record)
    {
        var s3 = Member(record, "s3");
        if (Text(Member(Member(s3, "bucket"), "name")) is not { } bucket || Member(s3, "object") is not { } found || Text(found, "key") is not { } key) return Wrong("has a record that names no object of S3");
        var isNew = Text(record, "eventName") is not { } name || name.StartsWith("ObjectCreated", StringComparison.Ordinal) || name.StartsWith("s3:ObjectCreated", StringComparison.Ordinal);
        return isNew ? One(bucket, WebUtility.UrlDecode(key), Number(found, "size"), Text(found, "eTag")) : s_nothing;
    }

    private static Notice OfEventBridge(JsonElement root)
    {
        var detail = Member(root, "detail");
        return Text(Member(Member(detail, "bucket"), "name")) is { } bucket && Member(detail, "object") is { } found && Text(found, "key") is { } key
            ? One(bucket, key, Number(found, "size"), Text(found, "etag"))
            : Wrong("is an event of S3 that names no object");
    }

    private static Notice OfCloudTrail(string bucket, JsonElement root) => Member(root, "s3ObjectKey") switch
    {
        { ValueKind: JsonValueKind.Array } keys => All(keys.EnumerateArray().Select(k => Text(k) is { } key ? One(bucket, key, null, null) : Wrong("has a key that is no text"))),
        { ValueKind: JsonValueKind.String } key => One(bucket, key.GetString()!, null, null),
        _ => Wrong("names a bucket and no key"),
    };

    private static Notice One(string bucket, string key, long? size, string? etag) =>
        bucket.Length > 0 && key.Length > 0 ? new([new NamedObject(bucket, key, size, etag?.Trim('"') is { Length: > 0 } tag ? tag : null)], null) : Wrong("names an object without a name");

    private static Notice All(IEnumerable<Notice> parts)
    {
        var all = parts.ToArray();
        return new([.. all.SelectMany(p => p.Objects).Distinct()], all.FirstOrDefault(p => p.Fault is not null)?.Fault);
    }

    private static Notice Wrong(string fault) => new([], fault);

    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? of, string name) => Text(Member(of, name));

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long? Number(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) && value >= 0 ? value : null;
}
