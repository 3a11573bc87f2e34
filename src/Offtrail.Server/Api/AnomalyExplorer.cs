using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Anomaly records over time and in a list, for the API and the pages. Each call reads the state as it is then, and only what it shows.</summary>
/// <param name="pool">The state.</param>
/// <param name="live">Knows the newest event and the jobs.</param>
public sealed class AnomalyExplorer(StatePool pool, LiveService live)
{
    /// <summary>Lanes by value at most.</summary>
    public const int MostLanes = 10;

    /// <summary>Records of a page of the list.</summary>
    public const int OfAPage = 25;

    /// <summary>Pages that one may turn.</summary>
    public const int MostPages = 40;

    private const int MostSlots = 64;
    private const long Minute = 60_000_000;
    private const long Day = 1440 * Minute;
    private const long Latest = 230 * 365 * Day; // so that the longest slot does for every stretch

    private static readonly long[] s_slots = [15 * Minute, 60 * Minute, 120 * Minute, 180 * Minute, 360 * Minute, 720 * Minute, Day, 2 * Day, 7 * Day, 14 * Day, 30 * Day, 90 * Day, 365 * Day, 3650 * Day];

    /// <summary>The lanes of the records that fit.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    public LanesView Lanes(AnomalyQueryParameters query)
    {
        using var lease = pool.Rent();
        var state = lease.State;
        return state.AtOneTime(() =>
        {
            var filter = Filter(query, state);
            var slot = s_slots.First(s => (filter.ToMicros - filter.FromMicros) / s <= MostSlots);
            filter = filter with { FromMicros = Math.DivRem(filter.FromMicros, slot).Quotient * slot, ToMicros = (filter.ToMicros + slot - 1) / slot * slot };
            var fields = state.Influencers.Fields();
            var by = query.By is { Length: > 0 } named ? named : AlertFields.Identity;
            if (fields.Count > 0 && !fields.Contains(by, StringComparer.Ordinal)) throw new ApiException("by", $"no record has the field {(by.Length > 80 ? by[..80] : by)}; right would be one of {string.Join(", ", fields)}");
            var (top, all) = state.Influencers.Top(filter, by, MostLanes);
            var jobs = LanesOf(state.Influencers.ByJob(filter, slot));
            var values = LanesOf(state.Influencers.ByValue(filter, by, [.. top.Select(t => t.Value)], slot));
            return new LanesView(
                Query.Time(filter.FromMicros), Query.Time(filter.ToMicros), slot / 1_000_000, by, fields, [.. live.Definitions.Pack.JobsById.Keys.Order(StringComparer.Ordinal)], jobs.Sum(j => j.Records), Together(jobs), jobs, values, all - top.Count);

            IReadOnlyList<LaneView> LanesOf(IEnumerable<LaneCell> cells) =>
            [
                .. cells.GroupBy(c => c.Lane, StringComparer.Ordinal)
                    .Select(lane => new LaneView(lane.Key, lane.Max(c => c.Score), lane.Sum(c => c.Records), [.. lane.OrderBy(c => c.Slot).Select(c => new CellView(c.Slot, Query.Time(filter.FromMicros + (c.Slot * slot)), c.Score, c.Records, c.IsProvisional, c.IsLearning, c.IsChanged))]))
                    .OrderByDescending(l => l.Score).ThenByDescending(l => l.Records).ThenBy(l => l.Name, StringComparer.Ordinal),
            ];
        });
    }

    /// <summary>A page of the records that fit.</summary>
    /// <param name="query">Which.</param>
    /// <param name="byScore">The highest score first; else the newest.</param>
    /// <param name="page">The page, from 1.</param>
    /// <exception cref="ApiException">A value is wrong.</exception>
    public RecordPage Records(AnomalyQueryParameters query, bool byScore, int page)
    {
        using var lease = pool.Rent();
        var state = lease.State;
        return state.AtOneTime(() =>
        {
            var (found, all) = state.Influencers.List(Filter(query, state), byScore, (Math.Clamp(page, 1, MostPages) - 1) * OfAPage, OfAPage);
            return new RecordPage([.. found.Select(f => state.Anomalies.At(f.Place) is { } there ? new RecordLine(f, there.Record, there.Document) : null).OfType<RecordLine>()], all);
        });
    }

    private LaneFilter Filter(AnomalyQueryParameters query, StateStore state)
    {
        if (query.Field is { Length: > 0 } != (query.Value is not null)) throw new ApiException("field", "field and value go together");
        var newest = live.Status.NewestEvent is > 0 and var seen ? seen : state.Manifest.NewestMicros() ?? 0;
        var to = Math.Min(Latest, Query.Moment(query.To, "to") ?? Math.Max(newest + 1, (Query.Moment(query.From, "from") ?? 0) + Minute));
        var from = Query.Moment(query.From, "from") ?? Math.Max(0, to - (30 * Day));
        if (Math.Max(0, from) >= to) throw new ApiException("from", "from must be before to, and both between 1970 and 2200");
        return new LaneFilter { FromMicros = Math.Max(0, from), ToMicros = to, JobIds = query.Job ?? [], Of = query.Field is { Length: > 0 } field ? new Influencer(field, query.Value!) : null };
    }

    /// <summary>The lane of all, from those of the jobs.</summary>
    private static LaneView Together(IReadOnlyList<LaneView> jobs) => new(
        "", jobs.Select(j => j.Score).DefaultIfEmpty(0).Max(), jobs.Sum(j => j.Records),
        [.. jobs.SelectMany(j => j.Cells).GroupBy(c => c.Slot).OrderBy(s => s.Key).Select(s => new CellView(s.Key, s.First().At, s.Max(c => c.Score), s.Sum(c => c.Records), s.Any(c => c.Provisional), s.All(c => c.Learning), s.Any(c => c.Changed)))]);
}

/// <summary>A page of records.</summary>
/// <param name="Lines">The records.</param>
/// <param name="Total">How many fit in all.</param>
public sealed record RecordPage(IReadOnlyList<RecordLine> Lines, long Total);

/// <summary>A record in a list.</summary>
/// <param name="Listed">Which it is, and how it stands.</param>
/// <param name="Record">The record.</param>
/// <param name="Document">The same as JSON, with the ids of its events.</param>
public sealed record RecordLine(ListedAnomaly Listed, AnomalyRecord Record, string Document);
