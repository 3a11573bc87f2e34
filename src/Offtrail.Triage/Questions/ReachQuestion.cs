using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Reach: what was touched from where the subject called, from a day before its end to a day behind it; what it made, and what that did; what could have been taken.</summary>
internal sealed class ReachQuestion : IQuestion
{
    private static readonly (CallKind Kind, string Name)[] s_telling =
    [
        (CallKind.Credential, "new_credentials"), (CallKind.Permission, "permissions_changed"), (CallKind.Secret, "secrets_read"), (CallKind.Data, "data_read"), (CallKind.Share, "opened_to_others"), (CallKind.Execution, "code_run"),
        (CallKind.Defence, "watching_stopped"),
    ];

    /// <inheritdoc/>
    public string Id => "reach";

    /// <inheritdoc/>
    public string Asks => "What did it reach, from a day before to a day behind?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Subject.Identity is null)
        {
            draft.Say("The events name no identity, so what it reached is not known.");
            return;
        }

        var (calls, made) = (file.ReachedCalls, file.Made);
        var succeeded = calls.Rows.Where(r => r.Events > r.Failures && r.Values[1] is not null).Select(r => (Row: r, Kind: KindOf(r, 1), Count: r.Events - r.Failures)).ToArray();
        var records = file.Telling.Where(e => !e.Failed).ToArray();
        draft.Say(calls.Rows.Count == 0 ? "The lake has no event of the identity in that time." : $"{Words.Count(succeeded.Sum(c => c.Count), "call")} succeeded in {Words.Count(succeeded.Select(c => c.Row.Values[0]).Distinct().Count(), "service")}, {Words.Count(calls.Failures, "call")} failed.")
            .Say(file.CallsElsewhere == 0 ? "" : $"{Words.Count(file.CallsElsewhere, "call")} of the identity in that time came from other networks than those behind the alert and {(file.CallsElsewhere == 1 ? "is" : "are")} not counted.")
            .Say(file.Telling.Count == CaseRecords.Most ? $"Only the newest {CaseRecords.Most} calls that change or take something were looked at for resources." : "")
            .Number("calls_from_other_networks", file.CallsElsewhere)
            .Counts("services", succeeded.GroupBy(c => c.Row.Values[0] ?? "unknown").Select(g => new ValueCount(g.Key, g.Sum(c => c.Count))).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal))
            .Counts("kinds", succeeded.GroupBy(c => c.Kind).OrderByDescending(g => g.Key).Select(g => new ValueCount(g.Key.ToString().ToLowerInvariant(), g.Sum(c => c.Count))));
        foreach (var (kind, name) in s_telling)
        {
            var of = succeeded.Where(c => c.Kind == kind).ToArray();
            if (of.Length == 0) continue;
            draft.Counts(name, of.GroupBy(c => c.Row.Values[1]!).Select(g => new ValueCount(g.Key, g.Sum(c => c.Count))))
                .Lines($"{name}_on", records.Where(e => RequestQuestion.KindOf(e) == kind).SelectMany(Resources.Of).Distinct(StringComparer.Ordinal))
                .Say($"{char.ToUpperInvariant(CallKinds.Text(kind)[0])}{CallKinds.Text(kind)[1..]}: {Words.List(of.Select(c => c.Row.Values[1]!).Distinct(StringComparer.Ordinal))}.");
        }

        var further = Further(file, made, draft);
        var exportable = succeeded.Concat(further).Where(c => c.Kind is CallKind.Data or CallKind.Secret or CallKind.Share).Sum(c => c.Count);
        draft.Say(exportable == 0 ? "It took nothing that the trail would show; reads of data that the trail does not log are not known." : $"What {Words.Count(exportable, "call")} read or opened, it could have taken out.")
            .Number("could_have_exported_calls", exportable).Evidence((records.Length > 0 ? records : file.OwnEvents).Concat(made.Events.Where(e => e[EventColumn.Identity] == file.Subject.Identity)).Select(e => e.Mark)).Find(file.ReachQuery)
            .Point("reach.many_services", succeeded.Select(c => c.Row.Values[0]).Distinct().Count() > Usual(file), "it touched more services in that time than it ever used")
            .Point("reach.nothing", calls.Rows.Count > 0 && calls.Rows.Where(r => r.Values[1] is not null).Select(r => KindOf(r, 1)).Concat(further.Select(c => c.Kind)).All(k => k is CallKind.List or CallKind.Read), "from a day before to a day behind, it only listed and read settings, or tried to");
    }

    /// <summary>What the subject made, and what that did.</summary>
    private static (TallyRow Row, CallKind Kind, long Count)[] Further(CaseFile file, MadeThings made, AnswerDraft draft)
    {
        if (made.Things.Count == 0) return [];
        var acts = made.Acts.Rows.Where(r => r.Events > r.Failures && r.Values[3] is not null).Select(r => (Row: r, Kind: KindOf(r, 3), Count: r.Events - r.Failures)).ToArray();
        var sensitive = acts.Where(a => CallKinds.IsSensitive(a.Kind)).OrderByDescending(a => a.Kind).ThenByDescending(a => a.Count).ToArray();
        draft.Say($"It made or took on {Words.List(made.Things.Select(t => t.Text).Distinct(StringComparer.Ordinal))}, {(acts.Length == 0 ? "which did nothing until a day behind the alert." : $"which until a day behind the alert made {Words.Count(acts.Sum(a => a.Count), "call")}{(sensitive.Length == 0 ? "" : $", among them {Words.List(sensitive.Select(Told))}")}.")}")
            .Lines("made", made.Things.Select(t => $"{t.Text} in account {t.Account}, {t.By[EventColumn.Action]} by {Words.Who(t.By[EventColumn.Identity])} {Words.Time(t.By.Micros)}"), 50)
            .Counts("calls_of_what_it_made", acts.OrderByDescending(a => a.Kind).ThenByDescending(a => a.Count).Select(a => new ValueCount($"{Words.Who(a.Row.Values[1])} in {a.Row.Values[0]}: {Words.Service(a.Row.Values[2])}:{a.Row.Values[3]}", a.Count)), 20)
            .Text("events_of_what_it_made", made.Query?.Where);
        if (sensitive.Length == 0) return acts;
        var before = file.Count(new EventsQuery(null, CaseFile.OneOf(EventColumn.Identity, sensitive.Select(a => a.Row.Values[1]).OfType<string>().Distinct(StringComparer.Ordinal)).And(CaseFile.OneOf(EventColumn.Action, sensitive.Select(a => a.Row.Values[3]!).Distinct(StringComparer.Ordinal))),
            new During(long.MinValue, file.KnownTo)), new TallySet(EventColumn.Identity, EventColumn.Action))[0];
        var never = sensitive.Where(a => !before.Rows.Any(r => r.Values[0] == a.Row.Values[1] && r.Values[1] == a.Row.Values[3])).ToArray();
        draft.Point("reach.beyond", never.Length > 0, $"what it made or took on did what it never did before: {Words.List(never.Select(Told))}");
        return acts;

        static string Told((TallyRow Row, CallKind Kind, long Count) act) => $"{Words.Who(act.Row.Values[1])} {act.Row.Values[3]} ({Words.Count(act.Count, "time")})";
    }

    private static CallKind KindOf(TallyRow row, int action) => CallKinds.Of(row.Values[action]!, row.Values[action + 1]);

    private static long Usual(CaseFile file) => file.Before.Events == 0 ? long.MaxValue : file.Before.Services.Groups;
}
