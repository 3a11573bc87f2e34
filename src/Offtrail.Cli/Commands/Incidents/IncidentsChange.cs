using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary>What is done to an incident is done to all of its alerts.</summary>
internal static class IncidentsChange
{
    public static Command Acknowledge(TimeProvider clock, StandardStreams streams) => Create("ack", "Say that somebody looks at it.", clock, streams, null, (desk, alerts, _, note) => ("acknowledged", desk.Acknowledge(alerts, note)));

    public static Command Close(TimeProvider clock, StandardStreams streams)
    {
        var because = new Option<CloseReason>("--because")
        {
            Description = "true-positive (an attack), benign (true, and allowed), false-positive, duplicate or other",
            HelpName = "REASON",
            CustomParser = result => CommonOptions.OneWord<CloseReason>("--because", result.Tokens[^1].Value, result),
        };
        return Create("close", "Close it: all of its alerts, with the reason.", clock, streams, because, (desk, alerts, parsed, note) => ("closed", desk.Close(alerts, parsed.GetValue(because), note)));
    }

    public static Command Reopen(TimeProvider clock, StandardStreams streams) => Create("reopen", "Open all of its alerts again.", clock, streams, null, (desk, alerts, _, note) => ("opened again", desk.Reopen(alerts, note)));

    private static Command Create(string name, string description, TimeProvider clock, StandardStreams streams, Option? own,
        Func<AlertDesk, IReadOnlyList<StoredAlert>, ParseResult, string?, (string Done, int Changed)> change)
    {
        var ids = new Argument<string[]>("INCIDENT") { Description = "Ids, or what they begin with", Arity = ArgumentArity.OneOrMore };
        var data = CommonOptions.Data();
        var by = new Option<string?>("--by") { Description = "Who does it. Default: your user name", HelpName = "WHO" };
        var said = new Option<string?>("--note") { Description = "What is to be said about it", HelpName = "TEXT" };
        var command = new Command(name, description) { ids, data, by, said };
        if (own is not null) command.Options.Add(own);
        var example = $"offtrail incidents {name} 17c07b{(own is null ? "" : " --because benign")}";
        Examples.Add(command, example);
        command.SetAction(parsed =>
        {
            if (own is not null && parsed.GetResult(own) is null) throw new UsageException($"{own.Name} is missing: {own.Description}. Right would be: {example}");
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            StoredAlert[] alerts = [.. parsed.GetRequiredValue(ids).Select(id => AlertLookup.Incident(folder.State, id)).DistinctBy(i => i.Id).SelectMany(i => folder.State.Alerts.List(new AlertFilter { Incident = i.Id }))];
            var (done, changed) = change(new AlertDesk(folder.State, clock, parsed.GetValue(by) ?? Environment.UserName), alerts, parsed, parsed.GetValue(said));
            streams.Out.WriteLine($"{Figures.Count(changed, "alert")} {done}{(changed < alerts.Length ? $"; {Figures.Number(alerts.Length - changed)} {(alerts.Length - changed == 1 ? "was" : "were")} so already" : "")}");
            return ExitCodes.Done;
        });
        return command;
    }
}
