using System.Globalization;
using System.Text.Json.Nodes;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Prints one alert for a person.</summary>
internal static class AlertSheet
{
    private const int ValuesShown = 3;
    private const int AlikeShown = 3;

    private static readonly (string Head, string Field)[] s_facts =
    [
        ("Identity", AlertFields.Identity), ("Session", AlertFields.IdentityArn), ("Access key", AlertFields.AccessKey), ("Source", AlertFields.Address), ("Client", AlertFields.UserAgent),
        ("Service", AlertFields.Provider), ("Call", AlertFields.Action), ("Error", AlertFields.ErrorCode), ("Message", AlertFields.ErrorMessage), ("Region", AlertFields.Region),
    ];

    /// <summary>Prints it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="pack">The rules.</param>
    /// <param name="data">The data folder as it was named; null when it was not: the commands that are shown name it likewise.</param>
    /// <param name="output">Where to.</param>
    public static void Print(StateStore state, StoredAlert alert, Pack pack, string? data, TextWriter output)
    {
        var document = JsonNode.Parse(alert.Document)!;
        var own = document["offtrail"]!["alert"]!;
        var there = AlertSearch.There(data);
        var rule = pack.RulesById.GetValueOrDefault(alert.RuleId);
        Line("Alert", alert.Id + alert.Standing switch { AlertStanding.Withdrawn => $"  (withdrawn: {state.Alerts.Changes(alert.Id).LastOrDefault(c => c.Action == AlertChange.Withdraw)?.Note ?? "events that came later took it back"})", AlertStanding.Excepted => "  (held back by an exception)", AlertStanding.Suppressed => $"  (folded into {alert.FoldedInto})", _ => "" });
        Line("Rule", $"{rule?.Name ?? alert.RuleId}  ({alert.RuleId})");
        Line("What", alert.Reason);
        Line("Score", string.Create(CultureInfo.InvariantCulture, $"{alert.Score:0}: once in {Explanation.Days(alert.ReturnDays)} when nothing is wrong; severity {alert.Severity}"));
        Line("Why", (string?)document["offtrail"]!["anomaly"]?["explanation"] ?? "");
        Line("Time", $"{Time(alert.FirstEvent)} to {Time(alert.LastEvent)} UTC, {Count((long?)own["event_count"] ?? 0, "event")}; raised {Time(alert.RaisedAt)}");
        Line("Account", alert.Account);
        foreach (var (head, field) in s_facts) if (own["values"]?[field] is JsonArray { Count: > 0 } values) Line(head, Values(values));
        foreach (var threat in rule?.Threats ?? []) Line("ATT&CK", threat.TechniqueId is null ? $"{threat.TacticName}: {threat.TacticId}" : $"{threat.TacticName}: {threat.TechniqueId} {threat.TechniqueName}");
        foreach (var harmless in rule?.FalsePositives ?? []) Line("Harmless?", harmless);
        Line("Events", AlertSearch.Events(alert, own, data));
        if (state.Alerts.Count(new AlertFilter { Standing = AlertStanding.Suppressed, FoldedInto = alert.Id }) is > 0 and var folded) Line("Folded", $"{Count(folded, "alert")} like it: offtrail alerts --folded-into {AlertPrinter.ShortId(alert)}{there}");
        foreach (var like in state.Alerts.List(new AlertFilter { Kin = alert.Kin, Newest = AlikeShown + 1 }).Where(a => a.Id != alert.Id).Take(AlikeShown)) Line("The same", $"{Time(like.RaisedAt)}  {AlertPrinter.ShortId(like)}  {AlertState.Text(like.Status, like.ClosedBecause)}");
        if (rule?.Guide is not null) Line("Guide", $"offtrail alerts guide {AlertPrinter.ShortId(alert)}{there}");
        Line("Status", AlertState.Text(alert.Status, alert.ClosedBecause) + (alert.Assignee is { } who ? $", with {who}" : ""));
        if (state.Alerts.Tags(alert.Id) is { Count: > 0 } tags) Line("Tags", string.Join(", ", tags));
        foreach (var change in state.Alerts.Changes(alert.Id)) Line("", $"{Time(change.At)}  {change.Who}  {ChangeText(change)}");
        if (alert.Incident is { } incident && state.Alerts.List(new AlertFilter { Incident = incident }) is { Count: > 1 } together) Line("Incident", $"{incident}, with {Count(together.Count - 1, "other alert")}: offtrail incidents show {incident}{there}");

        void Line(string head, string text) => output.WriteLine($"{head,-12}{PlainText.Of(text)}");
    }

    /// <summary>A change as a sentence: "close: open → closed: benign (the new pipeline)".</summary>
    public static string ChangeText(AlertChange change) =>
        change.Action + (change.Was is null && change.Now is null ? "" : $": {change.Was ?? "nobody"} → {change.Now ?? "nobody"}".Replace(": nobody → ", ": ", StringComparison.Ordinal)) + (change.Note is { } note ? $" ({note})" : "");

    private static string Values(JsonArray values)
    {
        var shown = values.Take(ValuesShown).Select(v => values.Count == 1 ? (string)v!["value"]! : string.Create(CultureInfo.InvariantCulture, $"{(string)v!["value"]!} ({(long)v["count"]!:N0})"));
        return string.Join(", ", shown) + (values.Count > ValuesShown ? $" and {Number(values.Count - ValuesShown)} more" : "");
    }
}
