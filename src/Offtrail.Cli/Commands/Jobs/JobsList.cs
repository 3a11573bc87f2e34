using System.CommandLine;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs list</c>.</summary>
internal static class JobsList
{
    public static Command Create(StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("list", "All jobs, of the pack and of the folder jobs of the data folder: id, what is judged, bucket span, which rule takes its records.") { data, format };
        Examples.Add(command, "offtrail jobs list", "offtrail jobs list --format json");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rules = pack.RulesById.Values.SelectMany(r => r.JobIds.Select(j => (Job: j, Rule: r))).ToLookup(p => p.Job, p => p.Rule, StringComparer.Ordinal);
            var rows = pack.JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal)
                .Select(j => new Row(j.Id, j.Name, Judged(j), Durations.Text(j.BucketSpan), [.. rules[j.Id].Select(r => r.Id)])).ToArray();
            RowPrinter.Print(rows, r => $"{r.Id,-36} {r.Span,4}  {r.Judged}", r => r, parsed.GetValue(format), streams.Out);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Judged(JobDefinition job) => job.Entity is { } entity
        ? $"signs of {entity.Parts.Count} jobs by {entity.Field}"
        : string.Join("; ", job.Detectors.Select(d => d.Description));

    private sealed record Row(string Id, string Name, string Judged, string Span, IReadOnlyList<string> Rules);
}
