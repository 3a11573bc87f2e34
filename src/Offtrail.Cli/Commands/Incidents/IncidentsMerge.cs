using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail incidents merge</c>: a person says that stories are one.</summary>
internal static class IncidentsMerge
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var ids = new Argument<string[]>("INCIDENT") { Description = "Ids of two or more, or what they begin with", Arity = ArgumentArity.OneOrMore };
        var (data, by, note) = (CommonOptions.Data(), DeskCommand.By(), DeskCommand.Note());
        var command = new Command("merge", "Put incidents together, for good: what will be linked to one of them belongs to all.") { ids, data, by, note };
        Examples.Add(command, "offtrail incidents merge 17c07b 7cc16c", "offtrail incidents merge 17c07b 7cc16c --note \"the same attacker\"");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var incidents = parsed.GetRequiredValue(ids).Select(id => AlertLookup.Incident(folder.State, id)).DistinctBy(i => i.Id).ToArray();
            if (incidents.Length < 2) throw new UsageException("these are one incident; right would be two or more, such as: offtrail incidents merge 17c07b 7cc16c");
            var merged = new IncidentDesk(folder.State, Pack.Load(folder.Root), clock, parsed.GetValue(by) ?? Environment.UserName).Merge(incidents, parsed.GetValue(note));
            streams.Out.WriteLine($"{Count(incidents.Length, "incident")} are now {merged.Id}, with {Count(merged.Alerts, "alert")}");
            return ExitCodes.Done;
        });
        return command;
    }
}
