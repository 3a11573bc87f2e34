using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Reports;

/// <summary>The identity's hours of the week, with this moment marked.</summary>
internal static class WeekGrid
{
    private const int Cell = 34;
    private static readonly string[] s_days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static Html Draw(TriageResult result)
    {
        if (result["hour"].Figures.FirstOrDefault(f => f.Name == "hours_of_week")?.Counts is not { Count: > 0 } hours) return Html.Of($"<p>The hours of the week have no picture: {result["hour"].Sentence}</p>");
        var counts = hours.ToDictionary(h => h.Value, h => h.Count, StringComparer.Ordinal);
        var now = DateTime.UnixEpoch.AddTicks(result.Subject.First * TimeSpan.TicksPerMicrosecond);
        var (nowDay, most) = (((int)now.DayOfWeek + 6) % 7, hours.Max(h => h.Count));
        var cells = s_days.SelectMany((_, d) => Enumerable.Range(0, 24).Select(h => Html.Of($"<rect class=\"h{Shade(Of(d, h), most)}\" x=\"{44 + (h * Cell)}\" y=\"{20 + (d * 24)}\" width=\"{Cell}\" height=\"24\"/>")));
        var heads = Enumerable.Range(0, 8).Select(h => Html.Of($"<text x=\"{46 + (h * 3 * Cell)}\" y=\"14\">{h * 3}:00</text>")).Concat(s_days.Select((name, d) => Html.Of($"<text x=\"6\" y=\"{36 + (d * 24)}\">{name}</text>")));
        var drawing = Html.Of($"{Html.All(cells)}{Html.All(heads)}<rect class=\"mark\" x=\"{44 + (now.Hour * Cell)}\" y=\"{20 + (nowDay * 24)}\" width=\"{Cell}\" height=\"24\"/>");
        return ReportPage.Figure("week", "Hours of the week in which the identity was active (UTC)",
            string.Create(CultureInfo.InvariantCulture, $"The darker, the more often; white: never. The alert began {s_days[nowDay]} {now.Hour:00}:00, framed in red, an hour in which it was active {Of(nowDay, now.Hour):N0} times before."), 44 + (24 * Cell) + 6, 20 + (7 * 24) + 8, drawing,
            Html.Of($"<table><thead><tr><th scope=\"col\">day</th>{Html.All(Enumerable.Range(0, 24).Select(h => Html.Of($"<th scope=\"col\">{h}</th>")))}</tr></thead><tbody>{Html.All(s_days.Select((name, d) => Html.Of($"<tr><th scope=\"row\" class=\"k\">{name}</th>{Html.All(Enumerable.Range(0, 24).Select(h => Html.Of($"<td class=\"n\">{Of(d, h)}</td>")))}</tr>")))}</tbody></table>"));

        long Of(int day, int hour) => counts.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{s_days[day]} {hour:00}:00"));
    }

    private static long Shade(long count, long most) => count == 0 ? 0 : Math.Clamp((long)Math.Ceiling(4.0 * count / most), 1, 4);
}
