using System.CommandLine;
using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Rules;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules test</c>.</summary>
internal static class RulesTest
{
    private const double MicrosADay = 86_400_000_000;

    public static Command Create(StandardStreams streams)
    {
        var rule = new Argument<string>("RULE") { Description = "A rule's id, or a YAML file" };
        var jobs = new Option<string[]>("--job") { Description = "A YAML file with a job that the rule takes. Repeatable", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "Findings from this time on. Default: all", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Look at events before this time only", HelpName = "TIME" };
        var threshold = new Option<int?>("--threshold") { Description = "Least score, 0 to 100. Default: the rule's", HelpName = "SCORE" };
        CommonOptions.Range(threshold, 0, 100);
        var (format, output, tuning, data) = (CommonOptions.Format(), CommonOptions.Out(), CommonOptions.Tuning(), CommonOptions.Data());
        var command = new Command("test", "Run one rule over the past and show what it would have raised. Changes nothing.") { rule, jobs, from, to, threshold, format, output, tuning, data };
        Examples.Add(command,
            "offtrail rules test my_rule.yaml                   a rule before it is saved",
            "offtrail rules test rare_error_code --from 2026-05-20 --threshold 40",
            "offtrail rules test my_rule.yaml --job my_job.yaml");
        command.SetAction((parsed, cancellationToken) =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            using var folder = DataFolder.OpenForReading(root);
            var pack = CommonOptions.PackOf(parsed.GetValue(tuning), root, parsed.GetValue(jobs));
            var tried = pack.Rule(parsed.GetRequiredValue(rule));
            var (first, last) = CommonOptions.Window(parsed, from, to);
            var options = new ReplayOptions { FromMicros = first ?? long.MinValue, ToMicros = last ?? long.MaxValue, Threshold = parsed.GetValue(threshold) };
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            using var temp = new ReaderTemp();
            var report = new RuleTrial(folder, temp.Path).Run(pack, tried, ExceptionList.Of(root, pack, [tried]), options, cancellationToken);
            AlertPrinter.Print(report.Raised, parsed.GetValue(format), writer, _ => tried);
            Print(report, streams.Error);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Print(RuleTrialReport report, TextWriter output)
    {
        var days = Math.Max(0, report.ToMicros - report.FromMicros) / MicrosADay;
        var rate = days < 1 || report.Accounts == 0 ? "" : $", {(report.Raised.Count / days / report.Accounts).ToString("0.###", CultureInfo.InvariantCulture)} an account and day";
        Line(output, "Would raise", $"{Count(report.Raised.Count, "alert")} in {days.ToString("0.#", CultureInfo.InvariantCulture)} days of {Count(report.Accounts, "account")}{rate}");
        if (report.Excepted > 0) Line(output, "Held back", $"{Count(report.Excepted, "alert")} by exceptions");
        if (report.Suppressed > 0) Line(output, "Folded", $"{Count(report.Suppressed, "alert")} into others like them");
        if (report.Learning > 0) Line(output, "Learning", $"{Count(report.Learning, "finding")} of the time in which an account was still being learned");
        if (report.FullRuns > 0) Line(output, "Full", $"{Count(report.FullRuns, "run")} found more than one may raise; the rest came with the runs after them");
    }
}
