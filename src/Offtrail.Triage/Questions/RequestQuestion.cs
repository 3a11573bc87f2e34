using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>The request: what was asked for, and what kind of call it is.</summary>
internal sealed class RequestQuestion : IQuestion
{
    private const int CallsShown = 5;

    /// <inheritdoc/>
    public string Id => "request";

    /// <inheritdoc/>
    public string Asks => "What was asked for?";

    /// <inheritdoc/>
    public string? KeptIn => Rules.AlertFields.Action;

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        draft.Find(file.Behind());
        var calls = file.OwnEvents.GroupBy(e => e.Call).Select(g => (First: g.First(), Last: g.Last(), Count: g.Count(), Failed: g.Count(e => e.Failed), Kind: KindOf(g.First()), Requests: RequestLines.Of(g.Select(e => e.Member("requestParameters"))))).OrderByDescending(c => c.Kind).ThenByDescending(c => c.Count).ThenBy(c => c.First.Call, StringComparer.Ordinal).ToArray();
        var shown = calls.Take(CallsShown).ToArray();
        var kinds = calls.Select(c => c.Kind).Distinct().Order().ToArray();
        draft.Say($"{Words.Count(calls.Length, "different call")}, {Words.List(kinds.Reverse().Select(CallKinds.Text), 4)}: {Words.List(calls.Select(c => $"{Words.Service(c.First[EventColumn.Provider])}:{c.First[EventColumn.Action]}"), CallsShown)}. {Words.Count(calls.Sum(c => c.Failed), "call")} of {file.OwnEvents.Count:N0} failed.")
            .Say(file.FewEvents ? "" : "The command finds all that the same identities did in that time; the alert's own ids are in its document (offtrail alerts show).")
            .Say(file.Subject.EventIds.Count > CaseFile.MostEvents ? $"Only the newest {CaseFile.MostEvents} events were looked at." : "")
            .Counts("kinds", calls.GroupBy(c => c.Kind).OrderByDescending(g => g.Key).Select(g => new ValueCount(g.Key.ToString().ToLowerInvariant(), g.Sum(c => c.Count))))
            .Counts("calls", calls.Select(c => new ValueCount(c.First.Call, c.Count)), 20)
            .Evidence(shown.Select(c => c.Last.Mark));
        foreach (var call in shown)
        {
            draft.Lines($"parameters_of_{call.First[EventColumn.Action]}", call.Requests.Count > 0 ? call.Requests : ["no parameters"], 101, shown: 101);
            if (call.Count > 1) draft.Lines($"resources_of_{call.First[EventColumn.Action]}", file.OwnEvents.Where(e => e.Call == call.First.Call).SelectMany(Resources.Of).Distinct(StringComparer.Ordinal), 50, shown: 20);
            if (call.Last.Text("errorMessage") is { } message) draft.Text($"error_message_of_{call.First[EventColumn.Action]}", message);
        }

        var unusual = calls.Where(c => !file.Before.Calls.Rows.Any(r => r.Values[0] == c.First[EventColumn.Provider] && r.Values[1] == c.First[EventColumn.Action] && r.Events >= 3)).ToArray();
        foreach (var kind in Enum.GetValues<CallKind>().Where(CallKinds.IsSensitive))
        {
            var of = unusual.Where(c => c.Kind == kind).Select(c => c.First[EventColumn.Action]!).ToArray();
            draft.Point($"request.{kind.ToString().ToLowerInvariant()}", of.Length > 0, $"{CallKinds.Text(kind)} ({Words.List(of)}), which the identity seldom or never did before");
        }

        draft.Point("request.only_reads", kinds.All(k => k is CallKind.List or CallKind.Read), "all calls only list or read settings")
            .Point("request.all_usual", unusual.Length == 0, "all calls are usual for the identity");
    }

    /// <summary>The kind of an event's call.</summary>
    internal static CallKind KindOf(CaseEvent e) => CallKinds.Of(e[EventColumn.Action] ?? "", e[EventColumn.ReadOnly]);
}
