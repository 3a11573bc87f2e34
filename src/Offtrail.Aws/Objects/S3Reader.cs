using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>
/// Makes objects of S3 into objects to ingest. One of ordinary size is fetched whole, ahead of its reading when it is asked to prepare;
/// a large one is read as it comes. Safe for many threads.
/// </summary>
internal sealed class S3Reader(IAmazonS3 s3, AwsAccess access, Action<string, AwsFault?> onRead, TimeProvider clock, CancellationToken stop)
{
    /// <summary>Up to here an object is fetched whole.</summary>
    public const long MostWhole = 4 << 20;

    /// <summary>What must be granted for reading.</summary>
    public const string Rights = "reading needs s3:GetObject on the bucket's objects (and kms:Decrypt when they are encrypted with a key of your own)";

    private const int Tries = 3; // of a body that breaks off; the SDK tries requests again, but no bodies

    /// <summary>An object by its bucket, key and what a listing or a notice says of it.</summary>
    public SourceObject Of(string bucket, string key, long size, string etag)
    {
        etag = etag.Trim('"');
        var ahead = size <= MostWhole ? new FetchAhead(() => FetchAsync(bucket, key, etag)) : null;
        return new SourceObject(Name(bucket, key), size, string.Create(null, stackalloc char[96], $"{size}-{etag}"), () => Open(bucket, key, etag, ahead))
        {
            Prepare = ahead is null ? null : ahead.Begin,
        };
    }

    /// <summary>What names an object for good.</summary>
    public static string Name(string bucket, string key) => $"s3://{bucket}/{key}";

    /// <summary>The size and tag that an object has now.</summary>
    public async Task<(long Size, string ETag)> HeadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var head = await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key, RequestPayer = Payer }, cancellationToken).ConfigureAwait(false);
        return (head.ContentLength, head.ETag);
    }

    private RequestPayer? Payer => access.RequesterPays ? RequestPayer.Requester : null;

    /// <summary>On a worker's own thread, which may wait.</summary>
    private Stream Open(string bucket, string key, string etag, FetchAhead? ahead)
    {
        try
        {
            Stream stream = ahead is null
                ? new S3Stream(from => BodyAsync(bucket, key, etag, from).GetAwaiter().GetResult(), AsFault)
                : new MemoryStream(ahead.Take().GetAwaiter().GetResult(), writable: false);
            onRead(Name(bucket, key), null);
            return stream;
        }
        catch (Exception e) when (IsOfAsking(e))
        {
            throw AsFault(e);
        }

        IOException AsFault(Exception e)
        {
            stop.ThrowIfCancellationRequested(); // nobody's fault
            var fault = AwsFault.Of(e, Rights, access);
            onRead(Name(bucket, key), fault);
            return new IOException(fault.Reason, e);
        }
    }

    /// <summary>Whether it was the asking that failed, and no mistake of ours.</summary>
    internal static bool IsOfAsking(Exception e) => e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException;

    private async Task<byte[]> FetchAsync(string bucket, string key, string etag)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var body = await BodyAsync(bucket, key, etag, 0).ConfigureAwait(false);
                return await body.ReadAllAsync(MostWhole).ConfigureAwait(false);
            }
            catch (Exception e) when (attempt < Tries && e is IOException or HttpRequestException)
            {
                // the body broke off
            }
        }
    }

    private async Task<S3Body> BodyAsync(string bucket, string key, string etag, long from) => new(await s3.GetObjectAsync(new GetObjectRequest
    {
        BucketName = bucket,
        Key = key,
        EtagToMatch = etag.Length > 0 ? $"\"{etag}\"" : null,
        ByteRange = from > 0 ? new ByteRange($"bytes={from}-") : null,
        RequestPayer = Payer,
    }, stop).ConfigureAwait(false), clock, stop);
}
