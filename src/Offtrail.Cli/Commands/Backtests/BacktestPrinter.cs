using System.Globalization;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Prints a backtest for a person: a row a rule, a column a threshold, false alarms for each account and day.</summary>
internal static class BacktestPrinter
{
    private static readonly int[] s_shown = [25, 50, 75, 90];

    public static void Print(BacktestReport report, Func<string, string> ruleName, TextWriter output)
    {
        if (report.AccountDays <= 0)
        {
            output.WriteLine("The lake holds no events behind the time in which accounts are learned (3 days): there is nothing to test on.");
            return;
        }

        Line(output, "Stretch", $"{Time(report.FromMicros)} to {Time(report.ToMicros)} UTC, {report.AccountDays.ToString("0.#", CultureInfo.InvariantCulture)} account-days of {Count(report.Accounts, "account")}; learned from {Count(report.Events, "event")}");
        Line(output, "Took", Seconds(report.Elapsed));
        output.WriteLine();
        output.WriteLine($"False alarms for each account and day{(report.Attacks is null ? " (without --labels every alert counts as one)" : "")}; * marks the rule's own threshold");
        var width = Math.Max(20, report.Rules.Select(r => PlainText.Of(ruleName(r.RuleId)).Length).DefaultIfEmpty().Max());
        output.WriteLine($"{"".PadRight(width)}  {string.Join("  ", s_shown.Select(t => $"score {t}".PadLeft(9)))}{(report.Attacks is { } all ? $"  attacks of {all}" : "")}");
        output.WriteLine($"{"the budget".PadRight(width)}  {string.Join("  ", s_shown.Select(t => Rate(report.Rules[0].Counts.First(c => c.Threshold == t).BudgetADay).PadLeft(9)))}");
        foreach (var rule in report.Rules)
        {
            var cells = s_shown.Select(t => (Rate(rule.Counts.First(c => c.Threshold == t).FalseAlarmsADay) + (t == rule.Threshold ? "*" : " ")).PadLeft(9));
            var found = rule.Counts.FirstOrDefault(c => c.Threshold == rule.Threshold)?.AttacksFound;
            output.WriteLine($"{PlainText.Of(ruleName(rule.RuleId)).PadRight(width)}  {string.Join("  ", cells)}{(found is { } n ? $"  {n,7}" : "")}");
        }

        output.WriteLine();
        Line(output, "Together", $"each rule at its own threshold: {Count(report.Pack.Alerts, "alert")}, {Rate(report.Pack.FalseAlarmsADay)} false alarms for each account and day where the budgets allow {Rate(report.Pack.BudgetADay)}"
            + (report.Attacks is { } attacks ? $"; {report.Pack.AttacksFound} of {attacks} attacks found" : ""));
        if (report.Pack.Missed is { Count: > 0 } missed) Line(output, "Missed", PlainText.Of(string.Join(", ", missed)));
    }

    private static string Rate(double rate) => rate.ToString(rate >= 10 ? "0" : rate >= 1 ? "0.0" : "0.000", CultureInfo.InvariantCulture);
}
