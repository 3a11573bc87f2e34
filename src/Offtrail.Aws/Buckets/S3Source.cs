using Amazon.Runtime;
using Amazon.S3;
using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>
/// The objects of a bucket, by prefix and, in CloudTrail's layout, by account, region and day. The lists of all accounts and regions go along side by side, so that the objects of a
/// day come together over all of them. What is new is not told by keys, which come late and out of order, but by the ledger.
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="selection">Which objects.</param>
/// <param name="access">How it is reached.</param>
/// <param name="clock">The clock.</param>
/// <param name="stop">Ends requests under way.</param>
/// <remarks>Memory: about 300,000 keys at most of all lists together.</remarks>
public sealed class S3Source(string bucket, ObjectSelection selection, AwsAccess access, TimeProvider clock, CancellationToken stop = default) : ISource
{
    private const int MostListed = 300_000;
    private const int LeastPage = 50;
    private const int MostInARow = 20;

    private int _failedInARow;
    private AwsFault? _lastFault;

    /// <summary>What a user calls it.</summary>
    public string Name => S3Reader.Name(bucket, selection.Prefix);

    /// <inheritdoc/>
    public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem)
    {
        (_failedInARow, _lastFault) = (0, null); // of an earlier pass
        if (Client(onProblem) is not { } s3) yield break;
        var reader = new S3Reader(s3, access, Note, clock, stop);
        foreach (var found in Listed(s3, onProblem))
        {
            if (Volatile.Read(ref _failedInARow) >= MostInARow)
            {
                onProblem(new SourceProblem(Name, $"{MostInARow} objects one after the other could not be read, so the others were not tried: {_lastFault?.Reason}", IsLoss: true));
                yield break;
            }

            yield return reader.Of(bucket, found.Key, found.Size, found.ETag);
        }
    }

    /// <inheritdoc/>
    public (long Objects, long Bytes) Measure(CancellationToken cancellationToken)
    {
        long objects = 0, bytes = 0;
        if (Client(_ => { }) is not { } s3) return (0, 0);
        foreach (var found in Listed(s3, _ => { }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            objects++;
            bytes += found.Size;
        }

        return (objects, bytes);
    }

    /// <summary>Nobody disposes it: objects are opened after the last was listed, and the connections behind it are the SDK's, shared by all clients.</summary>
    private AmazonS3Client? Client(Action<SourceProblem> onProblem)
    {
        try
        {
            return AwsClients.S3(access);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            onProblem(new SourceProblem(Name, AwsFault.Of(e, S3Reader.Rights, access).Reason, IsLoss: true));
            return null;
        }
    }

    private IEnumerable<ListedObject> Listed(AmazonS3Client s3, Action<SourceProblem> onProblem)
    {
        using var lister = new S3Lister(s3, bucket, access, stop);
        var prefixes = Try(() => new S3Layout(lister, selection).FindAsync().GetAwaiter().GetResult(), [], Name);
        var listings = prefixes.Select(p => new S3Listing(lister, p, selection, Math.Clamp(MostListed / prefixes.Count, LeastPage, S3Lister.MostKeys))).ToArray();
        foreach (var listing in listings) listing.Begin();
        var byDay = new PriorityQueue<S3Listing, (DateOnly, int)>();
        for (var i = 0; i < listings.Length; i++)
            if (Peek(listings[i]) is { } first) byDay.Enqueue(listings[i], (first.Day, i));
        var any = byDay.Count > 0;
        while (byDay.TryDequeue(out var listing, out var place))
        {
            var next = Peek(listing);
            for (; next?.Day == place.Item1; next = Peek(listing))
            {
                yield return next.Value;
                listing.Skip();
            }

            if (next is { } later) byDay.Enqueue(listing, (later.Day, place.Item2));
        }

        var untold = listings.Sum(l => l.Untold);
        if (untold > 0) onProblem(new SourceProblem(Name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{untold:N0} {(untold == 1 ? "object was" : "objects were")} left out: keys that are not laid out as CloudTrail's do not tell account, region and day"), IsLoss: false));
        else if (!any && _lastFault is null) onProblem(new SourceProblem(Name, "has no objects that are asked for; look at the prefix and the other choices", IsLoss: false));

        ListedObject? Peek(S3Listing listing) => Try<ListedObject?>(() => listing.TryPeek(out var next) ? next : null, null, S3Reader.Name(bucket, listing.Prefix));

        T Try<T>(Func<T> ask, T otherwise, string what)
        {
            try
            {
                return ask();
            }
            catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException || (e is OperationCanceledException && !stop.IsCancellationRequested))
            {
                _lastFault = AwsFault.Of(e, S3Lister.Rights, access);
                onProblem(new SourceProblem(what, _lastFault.Reason, IsLoss: true));
                return otherwise;
            }
        }
    }

    /// <summary>From many threads. When nothing can be read, a bucket of a million objects would only fill the quarantine.</summary>
    private void Note(string key, AwsFault? fault)
    {
        if (fault is null) Volatile.Write(ref _failedInARow, 0);
        else if (fault.Kind != AwsFaultKind.Object)
        {
            _lastFault = fault;
            Interlocked.Increment(ref _failedInARow);
        }
    }
}
