using System.CommandLine;
using System.Text.Json;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs snapshots</c>.</summary>
internal static class JobsSnapshots
{
    public static Command Create(StandardStreams streams)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "Ids of jobs. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var format = CommonOptions.Format();
        var command = new Command("snapshots", "What each job knew at which times: a run goes on from the last one before which no event came since. Kept by the hour for a day, by the day for a month.") { jobs, data, format };
        Examples.Add(command, "offtrail jobs snapshots", "offtrail jobs snapshots rare_error_code --format json");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var chosen = parsed.GetValue(jobs) is { Length: > 0 } named ? named : null;
            var rows = folder.State.Snapshots.List().Where(s => chosen is null || chosen.Contains(s.JobId)).ToArray();
            if (parsed.GetValue(format) is not AlertFormat.Table and var machine) Machine(rows, machine, streams.Out);
            else foreach (var row in rows) streams.Out.WriteLine($"{row.JobId,-36} {Time(row.At)}  {Size(row.Bytes),10}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Machine(SnapshotInfo[] snapshots, AlertFormat format, TextWriter output)
    {
        var rows = snapshots.Select(s => new Row(s.JobId, AlertDocument.Time(s.At), AlertDocument.Time(s.MadeAt), s.Bytes)).ToArray();
        if (format == AlertFormat.Json) output.WriteLine(JsonSerializer.Serialize(rows, JsonStyle.Options(indented: true)));
        else foreach (var row in rows) output.WriteLine(JsonSerializer.Serialize(row, JsonStyle.Options(indented: false)));
    }

    private sealed record Row(string JobId, string At, string MadeAt, long Bytes);
}
