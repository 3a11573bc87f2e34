using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Reports;

/// <summary>The map of who took on what: a line for each, from left to right.</summary>
internal static class AssumptionMap
{
    private const int Most = 12;
    private const int NameLength = 48;

    public static Html Draw(TriageResult result)
    {
        var all = result.Pictures.Assumed;
        if (all.Count == 0) return Html.Of($"<p>Who took on which role has no picture: {result["chain"].Sentence}</p>");
        var rows = all.Take(Most).Select((a, i) => Html.Of($"""
            <rect class="box" x="10" y="{10 + (i * 44)}" width="360" height="30"/><text x="20" y="{30 + (i * 44)}">{Short(a.From)}</text>
            <path class="axis{(a.Failed ? " bad" : "")}" d="M370 {25 + (i * 44)}H520m-9 -5l9 5l-9 5"/><text x="385" y="{20 + (i * 44)}">{(a.Failed ? "refused" : "took on")} {(a.Calls > 1 ? string.Create(CultureInfo.InvariantCulture, $"{a.Calls:N0} times") : "")}</text>
            <rect class="box" x="530" y="{10 + (i * 44)}" width="360" height="30"/><text x="540" y="{30 + (i * 44)}">{Short(a.To)}</text>
            """));
        return ReportPage.Figure("map", "Who took on which role",
            string.Create(CultureInfo.InvariantCulture, $"{all.Count:N0} {(all.Count == 1 ? "link" : "links")}{(all.Count > Most ? string.Create(CultureInfo.InvariantCulture, $", of which the first {Most} are drawn") : "")}: the chain behind the session, from its beginning on, and what the identity took on around the alert."), 900, 20 + (Math.Min(all.Count, Most) * 44), Html.All(rows),
            Html.Of($"<table><thead><tr><th scope=\"col\">who</th><th scope=\"col\">role</th><th scope=\"col\">calls</th><th scope=\"col\">outcome</th></tr></thead><tbody>{Html.All(all.Select(a => Html.Of($"<tr><td>{a.From}</td><td>{a.To}</td><td class=\"n\">{a.Calls}</td><td>{(a.Failed ? "refused" : "given")}</td></tr>")))}</tbody></table>"));
    }

    private static string Short(string name) => name.Length <= NameLength ? name : name[..(char.IsHighSurrogate(name[NameLength - 1]) ? NameLength - 1 : NameLength)] + "…";
}
