using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

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
            RowPrinter.Print(rows, s => $"{s.JobId,-36} {Time(s.At)}  {Bytes(s.Bytes),10}", s => new Row(s.JobId, AlertDocument.Time(s.At), AlertDocument.Time(s.MadeAt), s.Bytes), parsed.GetValue(format), streams.Out);
            return ExitCodes.Done;
        });
        return command;
    }

    private sealed record Row(string JobId, string At, string MadeAt, long Bytes);
}
