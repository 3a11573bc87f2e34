using System.CommandLine;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules list</c>.</summary>
internal static class RulesList
{
    public static Command Create(StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("list", "All rules: of the pack, and of the folder rules of the data folder.") { data, format };
        Examples.Add(command, "offtrail rules list", "offtrail rules list --format json");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rows = pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)
                .Select(r => new Row(r.Id, r.Name, pack.IsEnabled(r), r.Severity, r.RiskScore, r.Threshold, r.JobIds, Durations.Text(r.Interval), Durations.Text(r.From), r.MaxAlerts, r.Version, pack.FileOf(r))).ToArray();
            RowPrinter.Print(rows, r => $"{r.Id,-36} {(r.Enabled ? "on " : "off")}  from {r.AnomalyThreshold,3}  every {r.Interval,3}  {r.Severity,-8}  {PlainText.Of(r.Name)}{(r.File is { } file ? $"  ({PlainText.Of(file)})" : "")}", r => r, parsed.GetValue(format), streams.Out);
            return ExitCodes.Done;
        });
        return command;
    }

    private sealed record Row(string Id, string Name, bool Enabled, string Severity, int RiskScore, int AnomalyThreshold, IReadOnlyList<string> JobIds, string Interval, string From, int MaxAlerts, int Version, string? File);
}
