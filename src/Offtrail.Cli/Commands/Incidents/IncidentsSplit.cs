using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail incidents split</c>: a person says that alerts are a story of their own.</summary>
internal static class IncidentsSplit
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("INCIDENT") { Description = "Its id, or what it begins with" };
        var ids = new Argument<string[]>("ALERT") { Description = "Ids of the alerts that are to be taken out, or what they begin with", Arity = ArgumentArity.OneOrMore };
        var (data, by, note) = (CommonOptions.Data(), DeskCommand.By(), DeskCommand.Note());
        var command = new Command("split", "Take alerts out of an incident into one of their own, for good.") { id, ids, data, by, note };
        Examples.Add(command, "offtrail incidents split 17c07b 194f2e 8a01bc", "offtrail incidents split 17c07b 194f2e --note \"a deployment, not the attacker\"");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var incident = AlertLookup.Incident(folder.State, parsed.GetRequiredValue(id));
            var alerts = parsed.GetRequiredValue(ids).Select(a => AlertLookup.Alert(folder.State, a)).DistinctBy(a => a.Id).ToArray();
            if (alerts.FirstOrDefault(a => a.Incident != incident.Id) is { } stranger) throw new UsageException($"alert {stranger.Id[..8]} is {(stranger.Incident is null ? "in no incident" : $"in incident {stranger.Incident}")}, not in {incident.Id}; \"offtrail incidents show {incident.Id}\" lists its alerts");
            if (alerts.Length == incident.Alerts) throw new UsageException($"these are all alerts of incident {incident.Id}; at least one has to stay in it");
            var (stayed, taken) = new IncidentDesk(folder.State, Pack.Load(folder.Root), clock, parsed.GetValue(by) ?? Environment.UserName).Split(incident, alerts.Select(a => a.Id).ToHashSet(StringComparer.Ordinal), parsed.GetValue(note));
            streams.Out.WriteLine($"{Count(taken.Alerts, "alert")} {(taken.Alerts == 1 ? "is" : "are")} now incident {taken.Id}; {Count(stayed.Alerts, "alert")} stayed in {stayed.Id}");
            return ExitCodes.Done;
        });
        return command;
    }
}
