using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Impossible travel: consecutive calls from two countries within two hours. Only with a geo database.</summary>
internal sealed class TravelQuestion : IQuestion
{
    private const long TwoHours = 2 * 3_600_000_000L;

    /// <inheritdoc/>
    public string Id => "travel";

    /// <inheritdoc/>
    public string Asks => "Did it travel faster than one can?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (!file.OwnEvents.Any(e => e[EventColumn.Country] is not null))
        {
            draft.Say("The places are not known: no geo database was given when the events were read (--geo), or it does not know the addresses.");
            return;
        }

        var query = file.OfIdentity(file.Recently);
        var places = file.Count(query, new TallySet(EventColumn.Country, EventColumn.SourceAddress) { Bucket = TimeSpan.FromMinutes(15), WithIds = true })[0].Rows.Where(r => r.Values[0] is not null).OrderBy(r => r.First.Micros).ToArray();
        var jumps = places.Zip(places.Skip(1)).Where(p => p.First.Values[0] != p.Second.Values[0] && p.Second.First.Micros - p.First.Last.Micros < TwoHours).ToArray();
        var usual = file.Count(file.OfIdentity(file.Before.During), new TallySet(EventColumn.Country))[0];
        string[] fresh = [.. places.Select(p => p.Value).Distinct(StringComparer.Ordinal).Where(c => !Behaviour.Has(usual, c))];
        draft.Say(jumps.Length == 0 ? $"No: all calls of the day came from {Words.List(places.Select(p => p.Value).Distinct(StringComparer.Ordinal))}, with no change of country within two hours."
                : $"{Words.Count(jumps.Length, "change")} of country within two hours, first from {jumps[0].First.Values[0]} ({jumps[0].First.Values[1]}) to {jumps[0].Second.Values[0]} ({jumps[0].Second.Values[1]}) in {Words.Span(Math.Max(0, jumps[0].Second.First.Micros - jumps[0].First.Last.Micros))}.")
            .Number("changes", jumps.Length).Counts("countries_before", usual).Lines("new_countries", fresh).Evidence(jumps.SelectMany(j => new[] { j.First.Last, j.Second.First })).Find(query)
            .Point("travel.impossible", jumps.Length > 0, "it changed country within two hours")
            .Point("travel.new_country", jumps.Length == 0 && fresh.Length > 0 && usual.Rows.Count > 0, $"country {Words.List(fresh)} is new to the identity");
    }
}
