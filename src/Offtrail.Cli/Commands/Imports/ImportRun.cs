using System.CommandLine;
using Offtrail.Anomalies;
using Offtrail.Exchange;
using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>What <c>jobs import</c> and <c>rules import</c> have in common: read files, make definitions, put them into the data folder, tell what was not taken.</summary>
/// <param name="kind">A word for one of them: job or rule.</param>
/// <param name="streams">Where to tell.</param>
internal sealed class ImportRun(string kind, StandardStreams streams)
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Files, or \"-\" for standard input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the YAML and what would not be taken; write nothing" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Replace definitions of the same id in the data folder. Without it they stay" };
    private readonly Option<string?> _data = CommonOptions.Data();

    /// <summary>Makes definitions of files.</summary>
    public required Func<ParseResult, IReadOnlyList<ForeignFile>, Pack, ImportResult> Import { get; init; }

    /// <summary>Puts one into the data folder, and gives the name of its file; null when there is one of its id, which is not to be replaced.</summary>
    public required Func<DataFolder, Pack, ImportedDefinition, bool, string?> Put { get; init; }

    /// <summary>Adds what a command of this kind takes, and lets it run.</summary>
    public Command Complete(Command command)
    {
        command.Arguments.Add(_files);
        foreach (var option in new Option[] { _dryRun, _replace, _data }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(_data));
            var pack = Pack.Load(root);
            var result = Import(parsed, [.. parsed.GetRequiredValue(_files).Select(Read)], pack);
            return parsed.GetValue(_dryRun) ? Show(result) : Write(result, root, pack, parsed.GetValue(_replace));
        });
        return command;
    }

    private ForeignFile Read(string path)
    {
        if (path == "-") return new ForeignFile("standard input", new StreamReader(streams.OpenInput()).ReadToEnd());
        if (Directory.Exists(path)) throw new UsageException($"{path} is a folder; right would be the files in it, such as {Path.Join(path, "*")}");
        return File.Exists(path) ? new ForeignFile(path, UserFile.Read(path)) : throw new UsageException($"{path}: there is no such file");
    }

    /// <summary>One YAML file over all: what was not taken stands in comments.</summary>
    private int Show(ImportResult result)
    {
        foreach (var (i, one) in result.Imported.Index()) streams.Out.Write((i > 0 ? "---\n" : "") + PlainText.Of(one.Yaml, kept: "\n\t"));
        return Finish(result.Refused, $"{Count(result.Imported.Count, kind)} can be imported; nothing is written");
    }

    private int Write(ImportResult result, string root, Pack pack, bool replace)
    {
        var refused = result.Refused.ToList();
        var written = 0;
        if (!Directory.Exists(root) || !Directory.EnumerateFileSystemEntries(root).Any()) Opening.ForWriting(root, streams.Error, CancellationToken.None).Dispose(); // a data folder begins with its state
        using var folder = DataFolder.OpenForReading(root);
        foreach (var one in result.Imported)
        {
            try
            {
                var file = Put(folder, pack, one, replace) ?? throw new DefinitionException($"stays out: the data folder has a {kind} with the id {one.Id}; --replace puts this one in its place");
                written++;
                streams.Out.WriteLine(PlainText.Of($"{one.Id}: \"{one.Name}\" of {one.Place} is in {file}"));
                foreach (var line in one.Notes.Lines()) streams.Out.WriteLine(PlainText.Of($"  {line}"));
            }
            catch (DefinitionException e)
            {
                refused.Add(new RefusedDefinition(one.Place, one.Name, e.Message));
            }
        }

        return Finish(refused, $"{Count(written, kind)} imported");
    }

    private int Finish(IReadOnlyList<RefusedDefinition> refused, string done)
    {
        foreach (var one in refused) streams.Error.WriteLine(PlainText.Of($"offtrail: {(one.Reason.StartsWith(one.Place, StringComparison.Ordinal) ? "" : one.Place + ": ")}{(one.Name.Length > 0 ? $"\"{one.Name}\" " : "")}{one.Reason}"));
        streams.Error.WriteLine($"{done}{(refused.Count > 0 ? $"; {Number(refused.Count)} refused" : "")}.");
        return refused.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}
