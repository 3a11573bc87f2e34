using System.CommandLine;
using System.Text.Json;
using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Cli;

/// <summary><c>offtrail backtest</c>: what the rules would have raised over the past, and whether scores mean what they say.</summary>
internal static class BacktestCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var format = new Option<BacktestFormat>("--format") { Description = "How to print: table or json. Default: table", HelpName = "FORMAT" };
        var output = CommonOptions.Out();
        var from = new Option<string?>("--from") { Description = "Count alerts from this time on. Default: from the end of learning on", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Look at events before this time only", HelpName = "TIME" };
        var rules = new Option<string[]>("--rule") { Description = "This rule only: an id, or a YAML file. Repeatable. Default: all", HelpName = "RULE" };
        var labels = new Option<string?>("--labels") { Description = "A file that says which events are attacks: {\"scenarios\": [{\"name\", \"event_ids\"}]}", HelpName = "FILE" };
        var picture = new Option<string?>("--svg") { Description = "Draw predicted against observed rates into this file", HelpName = "FILE" };
        var tuning = CommonOptions.Tuning();
        var command = new Command("backtest", "Run the rules over the past at many thresholds and compare false alarms with their budget. Changes nothing.") { data, format, output, from, to, rules, labels, picture, tuning };
        Examples.Add(command,
            "offtrail backtest                                all rules over all of the lake",
            "offtrail backtest --rule unusual_identity_activity --from 2026-05-08",
            "offtrail backtest --labels labels.json --format json",
            "offtrail backtest --tuning draft.yaml            what a tuning would change",
            "offtrail backtest --svg calibration.svg          the picture of it");
        command.SetAction((parsed, cancellationToken) =>
        {
            var pack = CommonOptions.PackOf(parsed.GetValue(tuning), CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var chosen = parsed.GetValue(rules) is { Length: > 0 } named ? named.Select(pack.Rule) : pack.EnabledRules;
            var options = new BacktestOptions
            {
                Rules = [.. chosen],
                FromMicros = CommonOptions.Moment(parsed.GetValue(from), "--from") ?? long.MinValue,
                ToMicros = CommonOptions.Moment(parsed.GetValue(to), "--to") ?? long.MaxValue,
                Labels = parsed.GetValue(labels) is { } file ? AttackLabels.Read(file) : null,
            };
            if (options.FromMicros >= options.ToMicros) throw new UsageException("--from must be before --to");
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            using var drawing = parsed.GetValue(picture) is { } svg ? ResultWriter.Open(svg, streams) : null;
            using var temp = new ReaderTemp();
            var report = new Backtest(folder, temp.Path, clock).Run(pack, options, cancellationToken);
            if (parsed.GetValue(format) == BacktestFormat.Json) writer.Writer.WriteLine(JsonSerializer.Serialize(report, JsonStyle.Options(indented: true)));
            else BacktestPrinter.Print(report, id => pack.RulesById.TryGetValue(id, out RuleDefinition? rule) ? rule.Name : id, writer.Writer);
            if (drawing is not null) CalibrationPicture.Write(report, drawing.Writer);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
