using System.Text.Json;

namespace Offtrail.Tests.Aws;

/// <summary>Messages as AWS sends them.</summary>
internal static class Notices
{
    public static string OfS3(params (string Bucket, string Key)[] objects) => Of(objects.Select(o => (o.Bucket, o.Key, 7L, "tag")));

    /// <summary>Of an object as it is.</summary>
    public static string OfS3(string bucket, string key, string content) => Of([(bucket, key, content.Length, Tag(content))]);

    public static string OfEventBridge(string bucket, string key, string? content = null) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["version"] = "0",
        ["detail-type"] = "Object Created",
        ["source"] = "aws.s3",
        ["detail"] = new { version = "0", bucket = new { name = bucket }, @object = new { key, size = content?.Length ?? 7, etag = content is null ? "tag" : Tag(content) }, reason = "PutObject" },
    });

    public static string OfCloudTrail(string bucket, params string[] keys) => JsonSerializer.Serialize(new { s3Bucket = bucket, s3ObjectKey = keys });

    public static string InSns(string body) => JsonSerializer.Serialize(new { Type = "Notification", MessageId = "22b80b92", TopicArn = "arn:aws:sns:eu-west-1:111122223333:trail", Subject = "Amazon S3 Notification", Message = body });

    private static string Of(IEnumerable<(string Bucket, string Key, long Size, string Tag)> objects) => JsonSerializer.Serialize(new
    {
        Records = objects.Select(o => new
        {
            eventVersion = "2.1",
            eventSource = "aws:s3",
            awsRegion = "eu-west-1",
            eventTime = "2026-05-20T08:00:00.000Z",
            eventName = "ObjectCreated:Put",
            s3 = new { s3SchemaVersion = "1.0", bucket = new { name = o.Bucket, arn = $"arn:aws:s3:::{o.Bucket}" }, @object = new { key = o.Key, size = o.Size, eTag = o.Tag, sequencer = "00" } },
        }),
    });

#pragma warning disable CA5351 // what S3 calls a tag
    private static string Tag(string content) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
#pragma warning restore CA5351
}
