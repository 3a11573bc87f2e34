using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts …</c>: look at alerts, and say what became of them.</summary>
internal static class AlertsCommand
{
    private const long MostCounted = 1_000;

    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var command = new Command("alerts", "List the alerts raised so far, look at one, say what became of it.")
        {
            AlertsShow.Create(streams),
            AlertsGuide.Create(streams),
            AlertsExcept.Create(streams),
        };
        foreach (var change in AlertsChange.All(clock, streams)) command.Subcommands.Add(change);
        var (data, format, output) = (CommonOptions.Data(), CommonOptions.FormatOfAlerts(), CommonOptions.Out());
        var limit = new Option<int?>("--limit") { Description = "The newest so many. Default: all", HelpName = "COUNT" };
        CommonOptions.Range(limit, 1, int.MaxValue);
        command.Options.Add(data);
        command.Options.Add(format);
        command.Options.Add(output);
        command.Options.Add(limit);
        var filter = new AlertFilterOptions(command);
        Examples.Add(command,
            "offtrail alerts",
            "offtrail alerts --status open --identity user/ana --from 2026-05-20",
            "offtrail alerts --format ndjson | jq .offtrail.alert.reason",
            "offtrail alerts --format ocsf --out findings.ndjson",
            "offtrail alerts show 194f2e",
            "offtrail alerts close 194f2e --because benign --note \"the new pipeline\"");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            var pack = Pack.Load(folder.Root);
            var wanted = filter.Of(parsed, folder) with { Newest = parsed.GetValue(limit) };
            var alerts = folder.State.Alerts.List(wanted);
            AlertPrinter.Print([.. alerts.Select(a => a with { Document = parsed.GetValue(format) == AlertFormat.Table ? "" : AlertState.Document(folder.State, a) })], parsed.GetValue(format), writer,
                pack.RulesById.GetValueOrDefault);
            if (parsed.GetValue(format) != AlertFormat.Table) return ExitCodes.Done;
            if (alerts.Count == 0) streams.Error.WriteLine(wanted.IsAny ? "No alerts." : "No such alerts.");
            else if (alerts.Count == wanted.Newest && folder.State.Alerts.Count(wanted, MostCounted) is var all && all > alerts.Count) streams.Error.WriteLine($"The newest {Figures.Number(alerts.Count)} of {(all < MostCounted ? "" : "at least ")}{Figures.Number(all)}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
