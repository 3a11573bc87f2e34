using Amazon.S3.Model;

namespace Offtrail.Aws;

/// <summary>The objects below one prefix, in the order of their keys. The next page is asked for while the current one is used.</summary>
internal sealed class S3Listing(S3Lister lister, ListedPrefix prefix, ObjectSelection selection, int pageKeys)
{
    private readonly Queue<ListedObject> _page = [];
    private Task<ListObjectsV2Response>? _next;

    /// <summary>The prefix.</summary>
    public string Prefix => prefix.Text;

    /// <summary>Objects left out because their keys do not tell what is asked.</summary>
    public long Untold { get; private set; }

    /// <summary>Asks for the first page.</summary>
    public void Begin() => _next = lister.PageAsync(prefix, After(), null, pageKeys);

    /// <summary>Whether there is a further object that is wanted. Waits on the caller's thread.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">The bucket can't be listed.</exception>
    public bool TryPeek(out ListedObject next)
    {
        while (!_page.TryPeek(out next))
        {
            if (_next is null) return false;
            Take(_next.GetAwaiter().GetResult());
        }

        return true;
    }

    /// <summary>Goes on behind the object that was looked at.</summary>
    public void Skip() => _page.Dequeue();

    private void Take(ListObjectsV2Response page)
    {
        var ended = page.IsTruncated != true;
        foreach (var found in page.S3Objects ?? [])
        {
            var parts = CloudTrailKey.Of(found.Key);
            if (parts?.Day > selection.ToDay && IsOfOneRegion) ended = true; // days follow each other
            if (found.Size is not > 0) continue; // a folder's mark
            if (selection.Takes(found.Key, parts)) _page.Enqueue(new ListedObject(found.Key, found.Size.Value, found.ETag ?? "", parts));
            else if (parts is null) Untold++;
        }

        _next = ended ? null : lister.PageAsync(prefix, null, page.NextContinuationToken, pageKeys);
    }

    private string? After() => selection.FromDay is { } from && IsOfOneRegion ? $"{prefix.Text}{CloudTrailKey.Text(from)}" : null;

    /// <summary>Whether the prefix ends with a region: then days come next.</summary>
    private bool IsOfOneRegion => prefix.Text.EndsWith('/') && CloudTrailKey.Of($"{prefix.Text}2000/01/01/x") is not null;
}
