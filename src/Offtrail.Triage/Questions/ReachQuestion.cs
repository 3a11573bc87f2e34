using Offtrail.Anomalies;

namespace Offtrail.Triage;

/// <summary>Reach: what the identity touched in the day until the end of the alert, and what it could have taken.</summary>
internal sealed class ReachQuestion : IQuestion
{
    /// <inheritdoc/>
    public string Id => "reach";

    /// <inheritdoc/>
    public string Asks => "What did it reach in the last 24 hours?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Subject.Identity is null)
        {
            draft.Say("The events name no identity, so what it reached is not known.");
            return;
        }

        var calls = file.ReachedCalls;
        var succeeded = calls.Rows.Where(r => r.Events > r.Failures && r.Values[1] is not null).Select(r => (Row: r, Kind: CallKinds.Of(r.Values[1]!, r.Values[2]), Count: r.Events - r.Failures)).ToArray();
        var records = file.Records.Telling.Where(e => !e.Failed).ToArray();
        draft.Say(calls.Rows.Count == 0 ? "The lake has no event of the identity in that day." : $"{Words.Count(succeeded.Sum(c => c.Count), "call")} succeeded in {Words.Count(succeeded.Select(c => c.Row.Values[0]).Distinct().Count(), "service")}, {Words.Count(calls.Failures, "call")} failed.")
            .Say(file.Records.Telling.Count == CaseRecords.Most ? $"Only the newest {CaseRecords.Most} calls that change or take something were looked at for resources." : "")
            .Counts("services", succeeded.GroupBy(c => c.Row.Values[0] ?? "unknown").Select(g => new ValueCount(g.Key, g.Sum(c => c.Count))).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal))
            .Counts("kinds", succeeded.GroupBy(c => c.Kind).OrderByDescending(g => g.Key).Select(g => new ValueCount(g.Key.ToString().ToLowerInvariant(), g.Sum(c => c.Count))));
        foreach (var (kind, name) in new[] { (CallKind.Credential, "new_credentials"), (CallKind.Permission, "permissions_changed"), (CallKind.Secret, "secrets_read"), (CallKind.Data, "data_read"), (CallKind.Share, "opened_to_others"), (CallKind.Execution, "code_run"), (CallKind.Defence, "watching_stopped") })
        {
            var of = succeeded.Where(c => c.Kind == kind).ToArray();
            if (of.Length == 0) continue;
            draft.Counts(name, of.GroupBy(c => c.Row.Values[1]!).Select(g => new ValueCount(g.Key, g.Sum(c => c.Count))))
                .Lines($"{name}_on", records.Where(e => RequestQuestion.KindOf(e) == kind).SelectMany(Resources.Of).Distinct(StringComparer.Ordinal))
                .Say($"{char.ToUpperInvariant(CallKinds.Text(kind)[0])}{CallKinds.Text(kind)[1..]}: {Words.List(of.Select(c => c.Row.Values[1]!).Distinct(StringComparer.Ordinal))}.");
        }

        var exportable = succeeded.Where(c => c.Kind is CallKind.Data or CallKind.Secret or CallKind.Share).Sum(c => c.Count);
        draft.Say(exportable == 0 ? "It took nothing that the trail would show; reads of data that the trail does not log are not known." : $"What {Words.Count(exportable, "call")} read or opened, it could have taken out.")
            .Number("could_have_exported_calls", exportable).Evidence((records.Length > 0 ? records : file.OwnEvents).Select(e => e.Mark)).Find(file.ReachQuery)
            .Point("reach.many_services", succeeded.Select(c => c.Row.Values[0]).Distinct().Count() > Usual(file), "it touched more services in a day than it ever used")
            .Point("reach.nothing", succeeded.All(c => c.Kind is CallKind.List or CallKind.Read), "in the whole day it only listed and read settings");
    }

    private static long Usual(CaseFile file) => file.Before.Events == 0 ? long.MaxValue : file.Before.Services.Groups;
}
