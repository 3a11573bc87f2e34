using System.CommandLine;
using Offtrail.Exchange;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules import</c>.</summary>
internal static class RulesImport
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var command = new Command("import", "Take machine learning rules of Elastic (TOML, or NDJSON as Kibana exports it) and rules of Offtrail into the folder rules of the data folder. Exit code 1 when one was refused.");
        Examples.Add(command,
            "offtrail rules import rules_export.ndjson --dry-run      the YAML, and what would not be taken",
            "offtrail rules import detection-rules/rules/ml/*.toml",
            "offtrail rules import my_rules.yaml --replace");
        return new ImportRun("rule", streams)
        {
            Import = (_, files, pack) => RuleImport.Read(files, new RuleSurroundings(
                pack.RuleVocabulary, pack.JobsById.ContainsKey, name => pack.RulesById.Values.Where(r => r.Name == name).Select(r => r.Id).Order(StringComparer.Ordinal).FirstOrDefault())),
            Put = (folder, pack, rule, replace) => Put(folder, clock, pack, rule, replace),
        }.Complete(command);
    }

    private static string? Put(DataFolder folder, TimeProvider clock, Pack pack, ImportedDefinition rule, bool replace)
    {
        var there = pack.RulesById.GetValueOrDefault(rule.Id) is { } before ? pack.FileOf(before) : null;
        if (there is not null && !replace) return null;
        var file = there ?? Path.Combine(folder.Root, RuleFolder.Name, rule.Id + ".yaml");
        return new RuleFolder(folder, clock, Environment.UserName).Save(pack, rule.Yaml, rule.Place, $"imported from {rule.Place}") is null && there is null ? "the pack already" : file;
    }
}
