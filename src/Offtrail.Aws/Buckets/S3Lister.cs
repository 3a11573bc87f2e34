using Amazon.S3;
using Amazon.S3.Model;

namespace Offtrail.Aws;

/// <summary>Asks for pages of a bucket's list, at most sixteen at the same time.</summary>
internal sealed class S3Lister(IAmazonS3 s3, string bucket, AwsAccess access, CancellationToken stop) : IDisposable
{
    /// <summary>What must be granted for listing.</summary>
    public const string Rights = "listing needs s3:ListBucket on the bucket";

    /// <summary>Most keys of a page that the service gives.</summary>
    public const int MostKeys = 1000;

    private readonly SemaphoreSlim _slots = new(16);

    /// <summary>How the bucket is reached.</summary>
    public AwsAccess Access => access;

    /// <summary>A page of what begins with a prefix. Where it is shallow, what stands deeper is given as prefixes that end in "/".</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="after">With the first page: the key behind which it begins; null for the first key.</param>
    /// <param name="token">Where the page before it ended; null for the first page.</param>
    /// <param name="keys">Most keys.</param>
    public Task<ListObjectsV2Response> PageAsync(ListedPrefix prefix, string? after = null, string? token = null, int keys = MostKeys) =>
        AskAsync(new ListObjectsV2Request { Prefix = prefix.Text, Delimiter = prefix.IsShallow ? "/" : null, StartAfter = token is null ? after : null, ContinuationToken = token, MaxKeys = keys });

    private async Task<ListObjectsV2Response> AskAsync(ListObjectsV2Request request)
    {
        request.BucketName = bucket;
        request.RequestPayer = access.RequesterPays ? RequestPayer.Requester : null;
        await _slots.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await s3.ListObjectsV2Async(request, stop).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
