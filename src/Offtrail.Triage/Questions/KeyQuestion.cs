using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>The key: where it was used, whether in two places at once, how old it is, and whether keys of its sort are usual.</summary>
internal sealed class KeyQuestion : IQuestion
{
    private const long Hour = 3_600_000_000;
    private const int MostMakings = 200;

    /// <inheritdoc/>
    public string Id => "key";

    /// <inheritdoc/>
    public string Asks => "How was the access key used?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.AccessKey;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Keys is not [var key, ..])
        {
            draft.Say("The events name no access key, as those of services and of the console's sign-in do.");
            return;
        }

        var isLong = key.StartsWith("AKIA", StringComparison.Ordinal);
        var query = QueryOf(file, key);
        var t = file.Count(query, new(EventColumn.SourceAddress), new(EventColumn.SourceNetwork) { WithIds = true }, new(EventColumn.Client), new(EventColumn.Region));
        var around = query with { During = new During(Math.Max(query.During.From, file.KnownTo), query.During.To) };
        var together = t[1].Groups < 2 ? [] : TwoPlaces.Of(file.Count(around, new TallySet(EventColumn.SourceNetwork) { Bucket = TwoPlaces.Bucket, WithIds = true })[0].Rows);
        string[] places = [.. together.SelectMany(p => new[] { p.One.Value, p.Other.Value }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] unknown = [.. places.Where(n => !Behaviour.Has(file.Before.Networks, n))];
        var fresh = unknown.Length > 0;
        var made = isLong ? Making(file, key, t[0].First?.Micros ?? file.Subject.First) : null;
        var age = (file.Subject.First - (made?.Micros ?? t[0].First?.Micros ?? file.Subject.First)) / (24.0 * Hour);
        var usual = isLong ? Kinds(file) : null;
        draft.Say($"{key} is a {(isLong ? "long-term" : key.StartsWith("ASIA", StringComparison.Ordinal) ? "temporary" : "")} key, used {Words.Count(t[0].Events, "time")} from {Words.Count(t[0].Groups, "address")} in {Words.Count(t[1].Rows.Count(r => r.Values[0] is not null), "network")}, with {Words.Count(t[2].Rows.Count(r => r.Values[0] is not null), "client")}, in {Words.Count(t[3].Groups, "region")}{(isLong ? "" : ", looked for from a day and a half before the alert on")}.")
            .Say(together.Count == 0 ? "From six hours before the alert to an hour behind it, it was not used in two places at once." : $"It was used in two places at once: from networks {Words.List(places)} in turn, within minutes or there and back within the hour, first {Words.Time(together[0].Other.First.Micros)}; {(fresh ? $"{Words.List(unknown)} {(unknown.Length == 1 ? "is" : "are")} new to the identity" : "the identity used all of them before")}.")
            .Say(!isLong ? "" : made is null ? $"When it was made is not known; its first use in the lake was {Words.Span((long)(age * 24 * Hour))} before the alert." : $"{Words.Who(made[EventColumn.Identity])} made it {Words.Time(made.Micros)}.")
            .Say(file.Keys.Count > 1 ? $"{Words.Count(file.Keys.Count - 1, "other key")} stand behind the alert too." : "")
            .Text("key", key).Text("sort", isLong ? "long-term" : "temporary").Time("first_use", t[0].First?.Micros).Time("last_use", t[0].Last?.Micros).Time("created_at", made?.Micros).Text("created_by", made?[EventColumn.Identity])
            .Counts("addresses", t[0]).Counts("networks", t[1]).Counts("clients", t[2]).Counts("regions", t[3]).Lines("other_keys", file.Keys.Skip(1)).Lines("networks_at_once", places)
            .Evidence(together.Take(3).SelectMany(p => new[] { p.One.Last, p.Other.First })).Evidence(t[1].Rows).Evidence(made is null ? [] : [made.Mark]).Find(query)
            .Point("key.two_places", fresh, $"the key was used in two places at once, of which {Words.List(unknown)} {(unknown.Length == 1 ? "is" : "are")} new to the identity")
            .Point("key.long_term_unusual", usual is { LongTerm: < 0.2 }, $"a long-term key, where {Words.Share(1 - (usual?.LongTerm ?? 0))} of the account's keys are temporary")
            .Point("key.fresh", isLong && made is not null && age < 2, $"the key was made {Words.Span((long)(age * 24 * Hour))} before");
    }

    /// <summary>What the answer looks at. A temporary key lives a day and a half at most, so it is not looked for further back.</summary>
    internal static EventsQuery QueryOf(CaseFile file, string key) => new(file.Subject.Account, new HasValue(EventColumn.AccessKey.Name(), key),
        new During(key.StartsWith("AKIA", StringComparison.Ordinal) ? long.MinValue : file.Subject.First - (36 * Hour), file.Subject.Last + Hour + 1));

    private static CaseEvent? Making(CaseFile file, string key, long first) =>
        file.Search(new EventsQuery(file.Subject.Account, CaseFile.OneOf(EventColumn.Action, ["CreateAccessKey"]), new During(first - (7 * 24 * Hour), first + 1)), MostMakings, [EventColumn.EventId, EventColumn.Action, EventColumn.Identity])
            .LastOrDefault(e => e.Text("responseElements", "accessKey", "accessKeyId") == key);

    /// <summary>The share of long-term keys among the identities that acted in the account in the day before the alert; null when that is not known.</summary>
    private static (double LongTerm, long Identities)? Kinds(CaseFile file)
    {
        var day = new EventsQuery(file.Subject.Account, new Exists(EventColumn.AccessKey.Name()), new During(file.KnownTo - (24 * Hour), file.KnownTo));
        var types = file.Count(day, new TallySet(EventColumn.IdentityType, EventColumn.Identity))[0];
        return types.Rows.Count == 0 ? null : ((double)types.Rows.Count(r => r.Values[0] == "IAMUser") / types.Rows.Count, types.Groups);
    }
}
