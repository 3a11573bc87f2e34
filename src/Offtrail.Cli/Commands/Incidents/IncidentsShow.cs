using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;

namespace Offtrail.Cli;

/// <summary><c>offtrail incidents show</c>: a story from its first event to its last.</summary>
internal static class IncidentsShow
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("INCIDENT") { Description = "Its id, or what it begins with; an id of one of its alerts will do" };
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("show", "One incident: who and what it is about, its alerts from the first event to the last, the tactics touched.") { id, data, format };
        Examples.Add(command, "offtrail incidents show 17c07b", "offtrail incidents show 17c07b --format json");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var incident = AlertLookup.Incident(folder.State, parsed.GetRequiredValue(id));
            StoredAlert[] alerts = [.. folder.State.Alerts.List(new AlertFilter { Incident = incident.Id }).OrderBy(a => a.FirstEvent).ThenBy(a => a.Id, StringComparer.Ordinal)];
            if (parsed.GetValue(format) == AlertFormat.Table) Print(folder.State, incident, alerts, Pack.Load(folder.Root), streams.Out);
            else streams.Out.WriteLine(Document(folder.State, incident, alerts).ToJsonString(JsonStyle.Options(parsed.GetValue(format) == AlertFormat.Json)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(StateStore state, StoredIncident incident, StoredAlert[] alerts, Pack pack, TextWriter output)
    {
        Line("Incident", $"{incident.Id}, {AlertState.Text(incident.Status, null)}");
        Line("What", incident.Title);
        Line("Rank", $"{incident.Rank:0}: once in {Explanation.Days(Anomalies.RecordScore.ToReturn(incident.Rank))} or less, over the whole pack");
        Line("Time", $"{Time(incident.First)} to {Time(incident.Last)} UTC");
        var entities = alerts.SelectMany(a => state.Alerts.Entities(a.Id)).GroupBy(e => e).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Value, StringComparer.Ordinal).Select(g => g.Key).ToArray();
        Line("Identity", Names(EntityKind.Identity));
        Line("Access key", Names(EntityKind.AccessKey));
        Line("Source", Names(EntityKind.Source));
        var threats = alerts.SelectMany(a => pack.RulesById.GetValueOrDefault(a.RuleId)?.Threats ?? []);
        Line("ATT&CK", string.Join(", ", threats.Select(t => t.TacticName).Distinct(StringComparer.Ordinal)));
        foreach (var alert in alerts) Line("", $"{Time(alert.FirstEvent)}  {AlertPrinter.ShortId(alert)}  {alert.Score,3:0}  {pack.RulesById.GetValueOrDefault(alert.RuleId)?.Name ?? alert.RuleId}: {alert.Reason}");
        foreach (var change in alerts.SelectMany(a => state.Alerts.Changes(a.Id)).OrderBy(c => c.At)) Line("", $"{Time(change.At)}  {change.AlertId[..Math.Min(8, change.AlertId.Length)]}  {change.Who}  {AlertSheet.ChangeText(change)}");

        string Names(EntityKind kind) => string.Join(", ", entities.Where(e => e.Kind == kind).Select(e => e.Value));

        void Line(string head, string text)
        {
            if (text.Length > 0) output.WriteLine($"{head,-12}{PlainText.Of(text)}");
        }
    }

    private static JsonObject Document(StateStore state, StoredIncident incident, StoredAlert[] alerts)
    {
        var document = JsonSerializer.SerializeToNode(IncidentRow.Of(incident), JsonStyle.Options(indented: false))!.AsObject();
        document["entities"] = new JsonArray([.. alerts.SelectMany(a => state.Alerts.Entities(a.Id)).Distinct().Select(e => (JsonNode)new JsonObject { ["kind"] = AlertState.Words(e.Kind.ToString(), '_'), ["value"] = e.Value })]);
        document["alert_documents"] = new JsonArray([.. alerts.Select(a => JsonNode.Parse(AlertState.Document(state, a)))]);
        return document;
    }
}
