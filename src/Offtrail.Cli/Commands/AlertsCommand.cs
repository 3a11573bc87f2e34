using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts</c>: all alerts of a data folder.</summary>
internal static class AlertsCommand
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var format = CommonOptions.Format();
        var output = CommonOptions.Out();
        var withdrawn = new Option<bool>("--withdrawn") { Description = "Those that events which came later took back, instead" };
        var command = new Command("alerts", "List the alerts raised so far.") { data, format, output, withdrawn };
        Examples.Add(command, "offtrail alerts", "offtrail alerts --format ndjson | jq .offtrail.alert.reason");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            var pack = Pack.Load();
            var alerts = folder.State.Alerts.List(parsed.GetValue(withdrawn));
            AlertPrinter.Print(alerts, parsed.GetValue(format), writer,
                id => pack.RulesById.TryGetValue(id, out var rule) ? rule.Name : id);
            if (alerts.Count == 0 && parsed.GetValue(format) == AlertFormat.Table) streams.Error.WriteLine("No alerts.");
            return ExitCodes.Done;
        });
        return command;
    }
}
