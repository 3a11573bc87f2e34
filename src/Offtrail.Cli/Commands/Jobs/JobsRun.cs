using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs run</c>: records without alerts.</summary>
internal static class JobsRun
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "Ids of jobs, or YAML files. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var to = new Option<string?>("--to") { Description = "Look at events before this time only", HelpName = "TIME" };
        var tuning = CommonOptions.Tuning();
        var command = new Command("run", "Compute the anomaly records of jobs over all of the lake and keep them; raise no alert.") { jobs, data, to, tuning };
        Examples.Add(command, "offtrail jobs run", "offtrail jobs run my_job.yaml && offtrail anomalies --least-score 50");
        command.SetAction((parsed, cancellationToken) =>
        {
            var pack = CommonOptions.PackOf(parsed.GetValue(tuning), CommonOptions.DataFolderOf(parsed.GetValue(data)), parsed.GetValue(jobs));
            var chosen = parsed.GetValue(jobs) is { Length: > 0 } named ? named.Select(pack.Job).ToArray() : [.. pack.JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal)];
            using var folder = Opening.ForWriting(CommonOptions.DataFolderOf(parsed.GetValue(data)), streams.Error, cancellationToken);
            var found = new Detection(folder, clock).Run(pack, new DetectOptions { Rules = [], Jobs = chosen, ToMicros = CommonOptions.Moment(parsed.GetValue(to), "--to") ?? long.MaxValue }, cancellationToken);
            Line(streams.Error, "Records", $"{Count(found.Anomalies, "anomaly record")} of {Count(chosen.Length, "job")} over {Count(found.Lake.Events, "event")} in {Seconds(found.Elapsed)}");
            foreach (var warning in found.Warnings) Line(streams.Error, "Warning", PlainText.Of(warning));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
