using System.CommandLine;
using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs validate</c>.</summary>
internal static class JobsValidate
{
    public static Command Create(StandardStreams streams)
    {
        var jobs = new Argument<string[]>("JOB") { Description = "Ids of jobs, or YAML files. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var command = new Command("validate", "Check definitions, and whether the lake has what they look at. Exit code 1 when there is a warning.") { jobs, data };
        Examples.Add(command, "offtrail jobs validate", "offtrail jobs validate my_job.yaml");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var chosen = parsed.GetValue(jobs) is { Length: > 0 } named ? named.Select(pack.Job).ToArray() : [.. pack.JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal)];
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var temp = new ReaderTemp();
            using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.Path });
            var segments = folder.State.Manifest.All();
            var found = chosen.Select(job => (job.Id, Warnings: JobCheck.Warnings(reader, segments, job))).ToArray();
            foreach (var (id, _) in found.Where(f => f.Warnings.Count == 0)) streams.Out.WriteLine($"{id}: right");
            foreach (var warning in found.SelectMany(f => f.Warnings.Select(w => (Text: w, f.Id))).GroupBy(w => w.Text, w => w.Id, StringComparer.Ordinal)) // what several lack is said once
                streams.Out.WriteLine($"{string.Join(", ", warning)}: {PlainText.Of(warning.Key)}");
            return found.Any(f => f.Warnings.Count > 0) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }
}
