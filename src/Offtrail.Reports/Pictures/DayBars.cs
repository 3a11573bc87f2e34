using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Reports;

/// <summary>The error's history: a bar a day, the alert's days in another colour.</summary>
internal static class DayBars
{
    private const int Width = 900;
    private const int Height = 190;
    private const int Ground = 150;

    public static Html Draw(TriageResult result)
    {
        var figures = result["error"].Figures;
        if (figures.FirstOrDefault(f => f.Name == "by_day")?.Counts is not { Count: > 0 } days) return Html.Of($"<p>The error's history has no picture: {result["error"].Sentence}</p>");
        var code = figures.First(f => f.Name == "code").Text;
        var (first, last) = (Day(days[0].Value), Day(days[^1].Value));
        var (all, most) = (last - first + 1, days.Max(d => d.Count));
        var step = (Width - 60.0) / all;
        var (alertFrom, alertTo) = (result.Subject.First / 86_400_000_000, result.Subject.Last / 86_400_000_000);
        var bars = days.Select(d => (Number: Day(d.Value), d)).Select(d => Html.Of($"<rect class=\"{(d.Number >= alertFrom && d.Number <= alertTo ? "now" : "bar")}\" x=\"{40 + ((d.Number - first) * step)}\" y=\"{Ground - Math.Max(2, 120.0 * d.d.Count / most)}\" width=\"{Math.Max(1, step - 1)}\" height=\"{Math.Max(2, 120.0 * d.d.Count / most)}\"/>"));
        var drawing = Html.Of($"<path class=\"axis\" d=\"M40 {Ground}H{Width - 20}\"/>{Html.All(bars)}<text x=\"40\" y=\"{Ground + 18}\">{days[0].Value}</text><text x=\"{Width - 20}\" y=\"{Ground + 18}\" text-anchor=\"end\">{days[^1].Value}</text><text x=\"4\" y=\"28\">{most:N0}</text>");
        return ReportPage.Figure("days", $"History of error {code} by day", string.Create(CultureInfo.InvariantCulture, $"Seen on {days.Count:N0} of {all:N0} days, at most {most:N0} times a day. The days of the alert are red."), Width, Height, drawing,
            Html.Of($"<table><thead><tr><th scope=\"col\">day</th><th scope=\"col\">events</th></tr></thead><tbody>{Html.All(days.Select(d => Html.Of($"<tr><td>{d.Value}</td><td class=\"n\">{d.Count:N0}</td></tr>")))}</tbody></table>"));
    }

    private static long Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
