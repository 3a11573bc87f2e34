using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Events around a subject that are looked at with their records, read together. Each list oldest first.</summary>
/// <param name="Behind">The subject's own events, the newest <see cref="CaseFile.MostEvents"/>.</param>
/// <param name="Failed">What failed for the identity in the hour with the most different failed calls, the newest <see cref="Most"/>.</param>
public sealed record CaseRecords(IReadOnlyList<CaseEvent> Behind, IReadOnlyList<CaseEvent> Failed)
{
    /// <summary>How many events of a list are looked at.</summary>
    public const int Most = 200;

    private const long Hour = 3_600_000_000;

    /// <summary>Names of the calls that changed or took something.</summary>
    internal static IEnumerable<string> TellingCalls(CaseFile file) =>
        file.ReachedCalls.Rows.Where(r => r.Events > r.Failures && r.Values[1] is not null && CallKinds.Of(r.Values[1]!, r.Values[2]) is not (CallKind.List or CallKind.Read)).Select(r => r.Values[1]!).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The hour with the most different failed calls; of several one that the subject lies in, of several the one with the most different calls, of several the
    /// first. Null without events of the identity.
    /// </summary>
    internal static IGrouping<long, TallyRow>? WorstHour(CaseFile file) =>
        file.HourlyCalls.Rows.GroupBy(r => r.Bucket).OrderByDescending(h => Calls(h.Where(r => r.Failures > 0))).ThenByDescending(h => h.Key <= file.Subject.Last && h.Key + Hour > file.Subject.First)
            .ThenByDescending(Calls).ThenBy(h => h.Key).FirstOrDefault();

    /// <summary>How many different calls.</summary>
    internal static int Calls(IEnumerable<TallyRow> rows) => rows.DistinctBy(r => (r.Values[0], r.Values[1])).Count();

    /// <summary>What failed in that hour.</summary>
    internal static EventsQuery FailedIn(CaseFile file, long hour) =>
        file.OfIdentity(new During(hour, hour + Hour)) is var query ? query with { Filter = query.Filter.And(new HasValue(EventColumn.Outcome.Name(), "failure")) } : query;

    internal static CaseRecords Read(CaseFile file)
    {
        var nothing = (Query: file.OfIds() with { During = new During(0, 0) }, Limit: 0);
        var worst = WorstHour(file);
        var found = file.Search([(file.OfIds(), CaseFile.MostEvents), worst is not null && worst.Any(r => r.Failures > 0) ? (FailedIn(file, worst.Key), Most) : nothing]);
        return new CaseRecords(found[0], found[1]);
    }

    /// <summary>Calls of the identity that changed or took something in the time that its reach is looked at, the newest <see cref="Most"/>. They come from the networks of the events behind, so those are read before.</summary>
    internal static IReadOnlyList<CaseEvent> ReadTelling(CaseFile file) =>
        TellingCalls(file).ToArray() is { Length: > 0 } telling ? file.Search(file.ReachQuery with { Filter = file.ReachQuery.Filter.And(CaseFile.OneOf(EventColumn.Action, telling)) }, Most) : [];
}
