using System.CommandLine;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>What is done to an incident is done to all of its alerts.</summary>
internal static class IncidentsChange
{
    public static IEnumerable<Command> All(TimeProvider clock, StandardStreams streams) => new[]
    {
        DeskCommand.Acknowledge("it", "offtrail incidents ack 17c07b"),
        DeskCommand.Close("it with all of its alerts", "offtrail incidents close 17c07b --because benign"),
        DeskCommand.Reopen("all of its alerts", "offtrail incidents reopen 17c07b"),
    }.Select(desk => desk.Create(
        new Argument<string[]>("INCIDENT") { Description = "Ids, or what they begin with", Arity = ArgumentArity.OneOrMore },
        _ => (_, folder, ids) => [.. ids.Select(id => AlertLookup.Incident(folder.State, id)).DistinctBy(i => i.Id).SelectMany(i => folder.State.Alerts.List(new AlertFilter { Incident = i.Id }))],
        clock, streams));
}
