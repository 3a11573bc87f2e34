using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Reports;

/// <summary>The timeline of the incident: alerts, calls that succeeded, calls that failed, each on a line of its own.</summary>
internal static class TimelinePicture
{
    private const int Width = 900;
    private const int Left = 90;
    private static readonly string[] s_lanes = ["alerts", "succeeded", "failed"];

    public static Html Draw(TriageResult result)
    {
        var items = result.Pictures.Timeline;
        if (items.Count == 0) return Html.Of($"<p>The timeline has no picture: the lake has no event of it.</p>");
        var own = items.Where(i => !i.Beside).ToArray(); // alerts beside it may lie two days away: what happened would shrink to one dot
        var (from, to) = (own[0].Micros, own[^1].Micros);
        var outside = items.Count(i => i.Micros < from || i.Micros > to);
        var dots = items.Where(i => i.Micros >= from && i.Micros <= to).Select(i => i.Kind == "alert"
            ? Html.Of($"<path class=\"{(i.Beside ? "box" : "now")}\" d=\"M{X(i)} 22l7 14h-14z\"/>")
            : Html.Of($"<circle class=\"{(i.Failed ? "now" : "bar")}\" cx=\"{X(i)}\" cy=\"{(i.Failed ? 110 : 70)}\" r=\"4\"/>"));
        var lanes = s_lanes.Select((name, i) => Html.Of($"<text x=\"6\" y=\"{34 + (i * 40)}\">{name}</text><path class=\"axis\" d=\"M{Left} {30 + (i * 40)}H{Width - 15}\"/>"));
        var drawing = Html.Of($"{Html.All(lanes)}{Html.All(dots)}<text x=\"{Left}\" y=\"145\">{ReportPage.Moment(from)}</text><text x=\"{Width - 15}\" y=\"145\" text-anchor=\"end\">{ReportPage.Moment(to)}</text>");
        return ReportPage.Figure("timeline", "Timeline",
            string.Create(CultureInfo.InvariantCulture, $"{items.Count(i => i.Kind == "alert"):N0} alerts, {items.Count(i => i.Kind == "event" && !i.Failed):N0} calls that succeeded and {items.Count(i => i.Failed):N0} that failed, from {ReportPage.Moment(from)} to {ReportPage.Moment(to)} UTC. Alerts beside it are hollow{(outside == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {outside:N0} of them lie outside of the picture and stand in the table"))}."), Width, 155, drawing,
            Html.Of($"<table><thead><tr><th scope=\"col\">time (UTC)</th><th scope=\"col\">what</th><th scope=\"col\">who</th><th scope=\"col\">outcome</th><th scope=\"col\">times</th></tr></thead><tbody>{Html.All(Rows(items).Select(r => Html.Of($"<tr><td class=\"k\">{ReportPage.Moment(r.Item.Micros)}</td><td>{r.Item.Kind}: {r.Item.What}</td><td>{r.Item.Who}</td><td class=\"k\">{(r.Item.Kind == "alert" ? "" : r.Item.Failed ? "failed" : "succeeded")}</td><td class=\"n\">{r.Times}</td></tr>")))}</tbody></table>"));

        double X(TimelineItem item) => to == from ? (Left + Width - 15) / 2.0 : Left + ((Width - 15.0 - Left) * (item.Micros - from) / (to - from));
    }

    /// <summary>What came several times in a row within a second stands there once.</summary>
    private static List<(TimelineItem Item, long Times)> Rows(IReadOnlyList<TimelineItem> items)
    {
        var rows = new List<(TimelineItem Item, long Times)>();
        foreach (var item in items)
        {
            if (rows.Count > 0 && rows[^1].Item with { Micros = 0 } == item with { Micros = 0 } && ReportPage.Moment(rows[^1].Item.Micros) == ReportPage.Moment(item.Micros)) rows[^1] = (rows[^1].Item, rows[^1].Times + 1);
            else rows.Add((item, 1));
        }

        return rows;
    }
}
