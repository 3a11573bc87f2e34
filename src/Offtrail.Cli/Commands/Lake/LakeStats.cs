using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake stats</c>.</summary>
internal static class LakeStats
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var format = CommonOptions.Format();
        var command = new Command("stats", "Events, segments, bytes, days, accounts, and what needs care.") { data, format };
        Examples.Add(command, "offtrail lake stats", "offtrail lake stats --format json");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var stats = LakeStatistics.Of(folder);
            if (parsed.GetValue(format) == AlertFormat.Table) Print(stats, streams.Out);
            else streams.Out.WriteLine(JsonSerializer.Serialize(stats, JsonStyle.Options(indented: parsed.GetValue(format) == AlertFormat.Json)));
            return stats.Missing > 0 || stats.DamagedFiles > 0 ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(LakeStatistics stats, TextWriter output)
    {
        Line(output, "Events", stats.Events == 0 ? "none" : $"{Number(stats.Events)} of {Count(stats.Accounts, "account")} on {Count(stats.Days, "day")} from {Time(stats.FirstMicros)} to {Time(stats.LastMicros)} UTC");
        Line(output, "Segments", $"{Number(stats.Segments)}, {Bytes(stats.Bytes)}" + (stats.Events > 0 ? $", {(stats.Bytes / (double)stats.Events).ToString("0", CultureInfo.InvariantCulture)} bytes an event" : ""));
        Line(output, "Objects", $"{Number(stats.Objects)} read, {Bytes(stats.ObjectBytes)} as delivered" + (stats.Unfinished > 0 ? $"; {Number(stats.Unfinished)} to be read again" : ""));
        if (stats.Databases.Count > 0) Line(output, "Places from", PlainText.Of(string.Join(", ", stats.Databases)));
        if (stats.Pruned > 0) Line(output, "Pruned", Count(stats.Pruned, "event"));
        if (stats.Quarantined > 0) Line(output, "Quarantine", $"{Count(stats.Quarantined, "record")}: \"offtrail lake quarantine\" lists them");
        if (stats.Mergeable > 1) Line(output, "Hint", $"{Number(stats.Mergeable)} small segments can be merged: \"offtrail lake compact\"");
        if (stats.DamagedFiles > 0) Line(output, "Warning", $"{Count(stats.DamagedFiles, "segment file")} missing or not of the size that was written: \"offtrail lake verify --repair\"");
        if (stats.Missing > 0) Line(output, "Warning", $"{Count(stats.Missing, "event")} of damaged segments are missing: \"offtrail lake verify --repair\"");
    }
}
