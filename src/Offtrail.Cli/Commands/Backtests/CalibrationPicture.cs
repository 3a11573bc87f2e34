using System.Globalization;
using System.Security;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary>
/// Draws observed false alarms against the budget as SVG, both on logarithmic axes: on the diagonal a score means what it
/// says; the band holds what is within a factor of two.
/// </summary>
internal static class CalibrationPicture
{
    private const double Least = 0.001;
    private const double Most = 10;
    private const int Size = 400;
    private const int Left = 70;
    private const int Top = 40;

    private static readonly string[] s_colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#999999"];

    public static void Write(BacktestReport report, TextWriter output)
    {
        output.WriteLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Size + 290} {Top + Size + 60}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">");
        output.WriteLine("<title>False alarms predicted and observed</title>");
        output.WriteLine($"<desc>{Escape($"False alarms for each account and day over {report.AccountDays.ToString("0", CultureInfo.InvariantCulture)} account-days, by rule and threshold: observed against the budget.")}</desc>");
        output.WriteLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        output.WriteLine($"<polygon fill=\"#eeeeee\" points=\"{Point(Least, Least * 2)} {Point(Most / 2, Most)} {Point(Most, Most)} {Point(Most, Most / 2)} {Point(Least * 2, Least)} {Point(Least, Least)}\"/>");
        output.WriteLine($"<line x1=\"{X(Least)}\" y1=\"{Y(Least)}\" x2=\"{X(Most)}\" y2=\"{Y(Most)}\" stroke=\"#888888\" stroke-dasharray=\"4\"/>");
        for (var rate = Least; rate <= Most * 1.01; rate *= 10)
        {
            var label = rate.ToString("0.###", CultureInfo.InvariantCulture);
            output.WriteLine($"<text x=\"{X(rate)}\" y=\"{Top + Size + 18}\" text-anchor=\"middle\">{label}</text><text x=\"{Left - 8}\" y=\"{Y(rate)}\" text-anchor=\"end\" dominant-baseline=\"middle\">{label}</text>");
        }

        output.WriteLine($"<rect x=\"{Left}\" y=\"{Top}\" width=\"{Size}\" height=\"{Size}\" fill=\"none\" stroke=\"#444444\"/>");
        output.WriteLine($"<text x=\"{Left + (Size / 2)}\" y=\"{Top + Size + 40}\" text-anchor=\"middle\">budget: alarms a day</text>");
        output.WriteLine($"<text x=\"16\" y=\"{Top + (Size / 2)}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {Top + (Size / 2)})\">observed: alarms a day</text>");
        for (var i = 0; i < report.Rules.Count; i++)
        {
            var (rule, colour) = (report.Rules[i], s_colours[i % s_colours.Length]);
            var points = rule.Counts.Where(c => c.FalseAlarms > 0).Select(c => Point(c.BudgetADay, c.FalseAlarmsADay)).ToArray();
            if (points.Length > 0) output.WriteLine($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{(i >= s_colours.Length ? " stroke-dasharray=\"6 3\"" : "")} points=\"{string.Join(' ', points)}\"/>");
            output.WriteLine($"<text x=\"{Left + Size + 14}\" y=\"{Top + 12 + (i * 18)}\" fill=\"{colour}\">{(i >= s_colours.Length ? "┄ " : "― ")}{Escape(rule.RuleId)}</text>");
        }

        output.WriteLine("</svg>");
    }

    private static string Point(double x, double y) => $"{X(x)},{Y(y)}";

    private static string X(double rate) => (Left + (Size * Share(rate))).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Y(double rate) => (Top + (Size * (1 - Share(rate)))).ToString("0.#", CultureInfo.InvariantCulture);

    private static double Share(double rate) => Math.Log10(Math.Clamp(rate, Least, Most) / Least) / Math.Log10(Most / Least);

    private static string Escape(string text) => SecurityElement.Escape(PlainText.Of(text));
}
