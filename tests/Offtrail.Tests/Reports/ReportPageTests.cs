using System.Text.RegularExpressions;
using Offtrail.Reports;
using Offtrail.Tests.Triage;

namespace Offtrail.Tests.Reports;

/// <summary>Text from records stays text on the page.</summary>
public sealed partial class ReportPageTests
{
    private static readonly string[] s_tags =
        ["html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "pre", "span", "strong", "figure", "figcaption", "svg", "desc", "rect", "path", "circle", "text", "details", "summary", "table", "thead", "tbody", "tr", "th", "td"];

    private static readonly string[] s_attributes = ["lang", "charset", "http-equiv", "content", "name", "class", "id", "aria-label", "aria-labelledby", "role", "viewbox", "xmlns", "x", "y", "cx", "cy", "r", "d", "width", "height", "text-anchor", "scope"];

    [Fact]
    public void A_record_of_which_every_text_is_an_attack_makes_no_markup()
    {
        foreach (var result in HostileTrail.Triages())
        {
            var page = ReportPage.Write(result);
            var body = page[page.IndexOf("</style>", StringComparison.Ordinal)..];
            foreach (Match tag in Tag().Matches(body))
            {
                s_tags.ShouldContain(tag.Groups[1].Value.ToLowerInvariant(), tag.Value);
                foreach (Match attribute in Attribute().Matches(tag.Groups[2].Value)) s_attributes.ShouldContain(attribute.Groups[1].Value.ToLowerInvariant(), tag.Value);
                Attribute().Replace(tag.Groups[2].Value, "").Trim(' ', '/').ShouldBe("", tag.Value); // nothing stands outside a quoted attribute
            }

            Tag().Replace(body, "").ShouldNotContain('<');
            body.Any(c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\uFFFE').ShouldBeFalse();
            page.ShouldNotContain("hunter2");
        }
    }

    [Fact]
    public void The_page_allows_nothing_but_its_own_style()
    {
        var page = ReportPage.Write(HostileTrail.Triages().First());
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        page.ShouldContain($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-{hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">");
        style.ShouldNotContain("url(");
        style.ShouldNotContain("@import");
    }

    [GeneratedRegex("<[/!]?([A-Za-z][A-Za-z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("([A-Za-z-]+)=\"[^\"<>]*\"")]
    private static partial Regex Attribute();
}
