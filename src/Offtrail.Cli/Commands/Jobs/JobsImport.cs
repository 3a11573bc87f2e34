using System.CommandLine;
using Offtrail.Exchange;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail jobs import</c>.</summary>
internal static class JobsImport
{
    public static Command Create(StandardStreams streams)
    {
        var map = new Option<string[]>("--map") { Description = "Put a field of the lake in the place of one that it has not: THEIRS=OURS. Repeatable", HelpName = "FIELD=FIELD" };
        var command = new Command("import", "Take anomaly detection jobs of Elastic with their datafeeds (JSON in any form in which they are found) into the folder jobs of the data folder. Exit code 1 when one was refused.") { map };
        Examples.Add(command,
            "offtrail jobs import job.json datafeed.json --dry-run           the YAML, and what would not be taken",
            "offtrail jobs import module/*.json                              a module's manifest with its files",
            "offtrail jobs import jobs.json --map user.entity.id=offtrail.identity");
        return new ImportRun("job", streams)
        {
            Import = (parsed, files, pack) => JobImport.Read(files, FieldsOf(parsed.GetValue(map) ?? []), pack.JobVocabulary),
            Put = (folder, _, job, replace) => new JobFolder(folder).Put(job.Id, job.Yaml, replace),
        }.Complete(command);
    }

    private static FieldNames FieldsOf(string[] pairs)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (pair.Split('=') is not [{ Length: > 0 } theirs, { Length: > 0 } ours]) throw new UsageException($"--map is \"{pair}\"; right would be user.entity.id=offtrail.identity");
            if (FieldNames.AsTheyAre.Column(ours) is null) throw new UsageException($"--map names {ours}, which is no field of the lake; docs/fields.md lists them");
            if (!places.TryAdd(theirs, ours)) throw new UsageException($"--map names {theirs} twice");
        }

        return new FieldNames(places);
    }
}
