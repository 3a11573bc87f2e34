using System.CommandLine;
using Offtrail.Exchange;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules export</c>.</summary>
internal static class RulesExport
{
    public static Command Create(StandardStreams streams)
    {
        var ids = new Argument<string[]>("RULE") { Description = "Ids of rules, or YAML files. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var format = CommonOptions.OneOf<RuleExportFormat>("--format", "ndjson (as Kibana exports its own) or yaml. Default: ndjson");
        var (output, data) = (CommonOptions.Out(), CommonOptions.Data());
        var command = new Command("export", "Write rules so that \"offtrail rules import\", here or elsewhere, takes them back; Elastic can read the NDJSON.") { ids, format, output, data };
        Examples.Add(command, "offtrail rules export --out rules.ndjson", "offtrail rules export rare_error_code --format yaml");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rules = parsed.GetValue(ids) is { Length: > 0 } named ? named.Select(pack.Rule).DistinctBy(r => r.Id).ToArray() : [.. pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            if (parsed.GetValue(format) == RuleExportFormat.Yaml)
            {
                writer.Writer.Write(PlainText.Lines(string.Join("---\n", rules.Select(r => pack.TextOf(r).TrimEnd() + "\n"))));
                return ExitCodes.Done;
            }

            foreach (var rule in rules) writer.Writer.Write(RuleExport.Line(rule with { Enabled = pack.IsEnabled(rule) }) + "\n");
            writer.Writer.Write(RuleExport.Details(rules.Length) + "\n");
            if (rules.Where(r => r.Exceptions.Count > 0).Select(r => r.Id).ToArray() is { Length: > 0 } withExceptions)
                streams.Error.WriteLine($"The exceptions of {string.Join(", ", withExceptions)} stand in meta.offtrail: Offtrail reads them there, Elastic does not.");
            return ExitCodes.Done;
        });
        return command;
    }
}
