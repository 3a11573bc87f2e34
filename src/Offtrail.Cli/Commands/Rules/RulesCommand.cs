using System.CommandLine;
using System.Text.Json;
using Offtrail.Anomalies;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules …</c>: what raises alerts, when, and above which score.</summary>
internal static class RulesCommand
{
    public static Command Create(StandardStreams streams)
    {
        var rules = new Command("rules", "Look at the rules, check rules of your own, switch rules off and on.")
        {
            List(streams), Show(streams), Validate(streams), Switch("enable", "Let rules run again.", enabled: true, streams), Switch("disable", "Switch rules off: they run only when they are named.", enabled: false, streams),
        };
        Examples.Add(rules,
            "offtrail rules list                                all rules, with threshold and schedule",
            "offtrail rules show rare_error_code > my_rule.yaml a pattern for one of your own; put it into the folder rules of the data folder",
            "offtrail rules validate my_rule.yaml               whether it is right",
            "offtrail rules disable rare_error_code             switch one off");
        return rules;
    }

    private static Command List(StandardStreams streams)
    {
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("list", "All rules: of the pack, and of the folder rules of the data folder.") { data, format };
        Examples.Add(command, "offtrail rules list", "offtrail rules list --format json");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var rows = pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)
                .Select(r => new Row(r.Id, r.Name, pack.IsEnabled(r), r.Severity, r.RiskScore, r.Threshold, r.JobId, Durations.Text(r.Interval), Durations.Text(r.From), r.MaxAlerts, r.Version, pack.FileOf(r))).ToArray();
            if (parsed.GetValue(format) == AlertFormat.Json) streams.Out.WriteLine(JsonSerializer.Serialize(rows, JsonStyle.Options(indented: true)));
            else if (parsed.GetValue(format) == AlertFormat.Ndjson) foreach (var row in rows) streams.Out.WriteLine(JsonSerializer.Serialize(row, JsonStyle.Options(indented: false)));
            else foreach (var r in rows) streams.Out.WriteLine($"{r.Id,-36} {(r.Enabled ? "on " : "off")}  from {r.AnomalyThreshold,3}  every {r.Interval,3}  {r.Severity,-8}  {PlainText.Of(r.Name)}{(r.File is { } file ? $"  ({PlainText.Of(file)})" : "")}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(StandardStreams streams)
    {
        var rule = new Argument<string>("RULE") { Description = "A rule's id, or a YAML file" };
        var data = CommonOptions.Data();
        var command = new Command("show", "A rule's definition as YAML: the pattern for one of your own.") { rule, data };
        Examples.Add(command, "offtrail rules show rare_error_code", "offtrail rules show rare_error_code > my_rule.yaml");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            streams.Out.Write(pack.TextOf(pack.Rule(parsed.GetRequiredValue(rule))));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Validate(StandardStreams streams)
    {
        var files = new Argument<string[]>("FILE") { Description = "YAML files. Without any: all of the data folder", Arity = ArgumentArity.ZeroOrMore };
        var data = CommonOptions.Data();
        var command = new Command("validate", "Check rules: every key, and whether the job is there. Exit code 2 when one is wrong.") { files, data };
        Examples.Add(command, "offtrail rules validate my_rule.yaml", "offtrail rules validate");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            foreach (var file in parsed.GetValue(files) ?? [])
            {
                var rule = pack.Rule(file);
                pack.Job(rule.JobId);
                streams.Out.WriteLine($"{PlainText.Of(file)}: right ({rule.Id})");
            }

            if (parsed.GetValue(files) is not { Length: > 0 }) foreach (var rule in pack.RulesById.Values.OrderBy(r => r.Id, StringComparer.Ordinal)) streams.Out.WriteLine($"{PlainText.Of(pack.FileOf(rule) ?? "pack")}: right ({rule.Id})");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Switch(string name, string description, bool enabled, StandardStreams streams)
    {
        var ids = new Argument<string[]>("RULE") { Description = "Ids of rules", Arity = ArgumentArity.OneOrMore };
        var data = CommonOptions.Data();
        var command = new Command(name, description) { ids, data };
        Examples.Add(command, $"offtrail rules {name} rare_error_code");
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            using (DataFolder.OpenForReading(root))
            {
                var rules = Pack.Load(root).RulesById;
                foreach (var id in parsed.GetRequiredValue(ids))
                    if (!rules.ContainsKey(id)) throw new UsageException($"there is no rule \"{id}\"; there are {string.Join(", ", rules.Keys.Order(StringComparer.Ordinal))}");
                foreach (var id in parsed.GetRequiredValue(ids)) streams.Out.WriteLine(DisabledRules.Set(root, [.. rules.Keys], id, enabled) ? $"{id} is {(enabled ? "on" : "off")} now" : $"{id} was {(enabled ? "on" : "off")} already");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private sealed record Row(string Id, string Name, bool Enabled, string Severity, int RiskScore, int AnomalyThreshold, string JobId, string Interval, string From, int MaxAlerts, int Version, string? File);
}
