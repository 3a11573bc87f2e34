using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Server;

/// <summary>Searches of the lake's events, for the API and the pages.</summary>
/// <param name="lake">The lake.</param>
public sealed class EventWork(LakeAccess lake)
{
    /// <summary>Bars that a histogram has at most.</summary>
    public const int MostBuckets = 500;

    private const int MostFields = 8;
    private const int MostBehind = 100_000;
    private const int BucketsMeant = 60;

    private static readonly TimeSpan[] s_spans =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(28),
    ];

    /// <summary>A part of the events that fit, the newest first.</summary>
    /// <param name="search">Which.</param>
    /// <param name="most">How many.</param>
    /// <param name="cursor">Where the part before ended; null for the first.</param>
    /// <param name="columns">Columns that are wanted.</param>
    /// <param name="of">Makes an item of an event, which is only valid meanwhile.</param>
    /// <param name="withRecord">Whether the record itself is wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiException">The cursor is none.</exception>
    public async Task<Page<T>> ListAsync<T>(EventsAsked search, int most, string? cursor, IReadOnlyList<EventColumn> columns, Func<FoundEvent, T> of, bool withRecord, CancellationToken cancellationToken)
    {
        var behind = Cursor.Read<EventPlace>(cursor);
        if (behind is { Shown: < 0 or > MostBehind }) throw new ApiException("cursor", "this is no cursor of this list");
        var skip = behind?.Shown ?? 0;
        var during = search.During with { To = behind is null ? search.During.To : Math.Min(search.During.To, behind.Micros + 1) };
        if (during.From >= during.To) return new Page<T>([], null);
        return await lake.ReadAsync((folder, reader) =>
        {
            var (items, place, more) = (new List<T>(), new EventPlace(long.MaxValue, 0), false);
            foreach (var e in EventSearch.Newest(reader, folder.State.Manifest.All(), search.Filter, during, most + skip + 1, columns, withRecord))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (items.Count == most)
                {
                    more = true;
                    break;
                }

                place = new EventPlace(e.TimeMicros, e.TimeMicros == place.Micros ? place.Shown + 1 : 1); // those of one moment come in the order of their ids
                if (skip-- > 0) continue;
                items.Add(of(e));
            }

            return new Page<T>(items, more ? Cursor.Of(place) : null);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Some events by their ids, the newest first.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="during">When they were, as far as that is known.</param>
    /// <param name="most">The newest so many.</param>
    /// <param name="columns">Columns that are wanted.</param>
    /// <param name="of">Makes an item of an event, which is only valid meanwhile.</param>
    /// <param name="withRecord">Whether the record itself is wanted.</param>
    /// <param name="cancellationToken">Ends the wait for a free place.</param>
    public async Task<IReadOnlyList<T>> OfIdsAsync<T>(IEnumerable<string> ids, During during, int most, IReadOnlyList<EventColumn> columns, Func<FoundEvent, T> of, bool withRecord, CancellationToken cancellationToken)
    {
        var any = ids.Select(i => (Filter)new HasValue(EventColumn.EventId.Name(), i)).ToArray();
        return any.Length == 0 ? [] : await lake.ReadAsync<IReadOnlyList<T>>((folder, reader) => [.. EventSearch.Newest(reader, folder.State.Manifest.All(), new AnyOf(any), during, most, columns, withRecord).Select(of)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many events have each combination of values, the most first.</summary>
    /// <exception cref="ApiException">There is no such field, or too many are named.</exception>
    public async Task<IReadOnlyList<EventCounts>> CountsAsync(EventsAsked search, string[] fields, int most, CancellationToken cancellationToken)
    {
        if (fields.Length is 0 or > MostFields) throw new ApiException("group_by", $"right would be 1 to {MostFields} fields");
        if (fields.FirstOrDefault(f => !EventColumns.TryFind(f, out _)) is { } unknown) throw new ApiException("group_by", $"the lake has no field \"{unknown}\"; docs/fields.md lists them");
        return await lake.ReadAsync<IReadOnlyList<EventCounts>>((folder, reader) =>
            [.. EventCount.By(reader, folder.State.Manifest.All(), search.Filter, search.During, fields, most).Select(c => new EventCounts(c.Events, c.Values))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The values of several fields, each field counted for itself, the most first, in one look at the events.</summary>
    public Task<IReadOnlyList<Tally>> FacetsAsync(EventsAsked search, IReadOnlyList<EventColumn> fields, int most, CancellationToken cancellationToken) =>
        lake.ReadAsync((folder, reader) => EventTally.By(reader, folder.State.Manifest.All(), search.Filter, search.During, most, [.. fields.Select(f => new TallySet(f))]), cancellationToken);

    /// <summary>How many events fit over time.</summary>
    /// <param name="search">Which.</param>
    /// <param name="bucket">Length of a bucket; null for one that makes some dozens of them.</param>
    /// <param name="cancellationToken">Ends the wait for a free place.</param>
    /// <exception cref="ApiException">The buckets are too short for the time.</exception>
    public Task<EventHistogram> HistogramAsync(EventsAsked search, TimeSpan? bucket, CancellationToken cancellationToken) => lake.ReadAsync((folder, reader) =>
    {
        var segments = folder.State.Manifest.All();
        if (segments.Count == 0) return new EventHistogram(0, []);
        var during = search.During with { From = Math.Max(search.During.From, segments.Min(s => s.FirstMicros)), To = Math.Min(search.During.To, segments.Max(s => s.LastMicros) + 1) };
        var length = (long)TimeSpan.FromMicroseconds(Math.Max(1, during.To - during.From)).TotalSeconds;
        var span = bucket ?? s_spans.FirstOrDefault(s => length / s.TotalSeconds <= BucketsMeant, s_spans[^1]);
        if (span < TimeSpan.FromSeconds(1) || length / span.TotalSeconds > MostBuckets) throw new ApiException("bucket", $"right would be at least a second, and at most {MostBuckets} of them in the time that is asked for");
        if (during.From >= during.To) return new EventHistogram((long)span.TotalSeconds, []);
        var rows = EventTally.By(reader, segments, search.Filter, during, MostBuckets + 2, new TallySet { Bucket = span })[0].Rows;
        return new EventHistogram((long)span.TotalSeconds, [.. rows.OrderBy(r => r.Bucket).Select(r => new EventBar(Query.Time(r.Bucket), r.Events, r.Failures))]);
    }, cancellationToken);

    /// <summary>The time of the first and of the newest event of the lake, microseconds since 1970 UTC; both 0 when it is empty.</summary>
    public static (long First, long Newest) Reach(State.StateStore state) => state.Manifest.All() is { Count: > 0 } segments ? (segments.Min(s => s.FirstMicros), segments.Max(s => s.LastMicros)) : (0, 0);
}

/// <summary>Where a part of the list of events ended: the moment of the last, and how many of that moment were shown.</summary>
internal sealed record EventPlace(long Micros, int Shown);
