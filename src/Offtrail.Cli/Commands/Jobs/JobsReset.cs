using System.CommandLine;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs reset</c>: forget what jobs knew.</summary>
internal static class JobsReset
{
    public static Command Create(StandardStreams streams)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "Ids of jobs. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var to = new Option<string?>("--to") { Description = "Go back to the last snapshot at or before this time. Default: to the beginning of the lake", HelpName = "TIME" };
        var command = new Command("reset", "Drop what jobs knew: the next run goes on from an earlier snapshot, or begins anew. Records, alerts and the lake stay until then.") { jobs, data, to };
        Examples.Add(command, "offtrail jobs reset rare_error_code", "offtrail jobs reset --to 2026-05-20");
        command.SetAction((parsed, cancellationToken) =>
        {
            using var folder = Opening.ForWriting(CommonOptions.DataFolderOf(parsed.GetValue(data)), streams.Error, cancellationToken);
            var all = folder.State.Snapshots.List();
            var chosen = parsed.GetValue(jobs) is { Length: > 0 } named ? named : [.. all.Select(s => s.JobId).Distinct()];
            var after = CommonOptions.Moment(parsed.GetValue(to), "--to") ?? long.MinValue;
            foreach (var job in chosen)
                if (!Pack.Load().JobsById.ContainsKey(job) && !all.Any(s => s.JobId == job)) throw new DefinitionException($"there is no job \"{job}\"; \"offtrail jobs list\" names them");
            Line(streams.Error, "Dropped", $"{Count(JobReset.Run(folder.State, chosen, after), "snapshot")} of {Count(chosen.Length, "job")}");
            if (folder.State.Pruning.Rows > 0) Line(streams.Error, "Warning", "retention dropped days of the lake: what jobs learned from them is not learned again");
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
