using System.Text.RegularExpressions;
using Offtrail.Events;

namespace Offtrail.Triage;

/// <summary>What the report draws besides the figures of answers.</summary>
/// <param name="Timeline">The alerts and the events behind them, oldest first; at most 200 events.</param>
/// <param name="Assumed">Who took on which role: the chain behind the session, and what the identity took on around the alert.</param>
public sealed partial record Pictures(IReadOnlyList<TimelineItem> Timeline, IReadOnlyList<Assumption> Assumed)
{
    private const int MostEvents = 200;

    internal static Pictures Of(CaseFile file)
    {
        var alerts = file.Subject.Alerts.Concat(file.Company).Select(a => new TimelineItem(a.First, "alert", a.RuleName, a.Shares.Count == 0 ? "behind the verdict" : "beside it", false) { Beside = a.Shares.Count > 0 });
        var events = file.Events.TakeLast(MostEvents).Select(e => new TimelineItem(e.Micros, "event", $"{Words.Service(e[EventColumn.Provider])}:{e[EventColumn.Action]}", Words.Who(e[EventColumn.Identity]), e.Failed));
        var chain = file.Chain.Steps.Reverse().Select(s => new Assumption(Words.Who(s.By), Words.Who(RoleOf(s.Event) ?? s.Role), 1, s.Event.Failed));
        var own = file.Telling.Concat(file.Events).Where(e => e[EventColumn.Identity] == file.Subject.Identity && SessionChain.Calls.Contains(e[EventColumn.Action])).DistinctBy(e => e.Id)
            .GroupBy(e => (Role: RoleOf(e), e.Failed)).Select(g => new Assumption(Words.Who(file.Subject.Identity), Words.Who(g.Key.Role), g.Count(), g.Key.Failed));
        return new Pictures([.. alerts.Concat(events).OrderBy(i => i.Micros).ThenBy(i => i.Kind, StringComparer.Ordinal)], [.. chain.Concat(own).DistinctBy(a => (a.From, a.To, a.Failed))]);
    }

    private static string? RoleOf(CaseEvent e) => e.Text("requestParameters", "roleArn") ?? e.Text("responseElements", "assumedRoleUser", "arn")
        ?? (e.Text("errorMessage") is { } refusal && Named().Match(refusal) is { Success: true } named ? named.Groups[1].Value : null);

    /// <summary>A refusal's record has no request; its message names the role.</summary>
    [GeneratedRegex(@"\bresource: (arn:[^\s""]+)")]
    private static partial Regex Named();
}
