using System.Text;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Reports;

/// <summary>The report of <c>offtrail report</c> in a browser without network.</summary>
public sealed class ReportInBrowserTests
{
    private static readonly string[] s_attacks =
    [
        "\"><script>document.title='taken'</script>", "</style></title><img src=x onerror=alert(1)>", "' onmouseover=alert(1) x='", "javascript:alert(1)", "<a href=https://evil.example>x</a>",
        "<link rel=stylesheet href=https://evil.example/x.css>", "<style>*{display:none}</style>", "<iframe src=https://evil.example></iframe>", "<meta http-equiv=refresh content='0;url=https://evil.example'>", "a\u202Etxt.exe", "https://evil.example/",
    ];

    private static readonly int[] s_widths = [1440, 768];

    [Fact]
    public async Task It_is_read_by_everybody_at_the_widths_of_a_desk_and_a_tablet_and_on_paper()
    {
        using var work = new Workspace();
        var file = await ReportAsync(work, SmallTrail.Records());
        await using var browser = await BrowserPage.OpenAsync(file);
        foreach (var width in s_widths) (await browser.BeyondAsync(width)).ShouldBeLessThanOrEqualTo(0, $"{width} pixels");
        await browser.UnfoldAsync();
        foreach (var width in s_widths) (await browser.BeyondAsync(width)).ShouldBeLessThanOrEqualTo(0, $"{width} pixels, tables unfolded");
        await browser.ShouldBeReadableAsync();
        var paper = await browser.Page.PdfAsync();
        Encoding.ASCII.GetString(paper.AsSpan(0, 5)).ShouldBe("%PDF-");
        ShouldBeQuiet(browser, file);
    }

    [Fact]
    public async Task A_trail_of_which_every_text_is_an_attack_shows_as_text()
    {
        using var work = new Workspace();
        var attack = 0;
        string Next() => s_attacks[attack++ % s_attacks.Length];
        var records = SmallTrail.Records();
        foreach (var record in records.TakeLast(SmallTrail.NewIds.Length))
        {
            foreach (var member in new[] { "eventName", "eventSource", "awsRegion", "userAgent", "errorMessage" }) record[member] = Next();
            foreach (var member in new[] { "accessKeyId", "userName", "type" }) record["userIdentity"]![member] = Next();
            record["userIdentity"]!["arn"] = $"arn:aws:iam::{Sample.Account}:user/{Next()}";
            record["errorCode"] = $"Client.{s_attacks[0]}"; // the same in each, so that there is one alert
            record["requestParameters"] = new JsonObject { [Next()] = Next(), ["bucketName"] = new string('W', 100_000), [new string('<', 100_000)] = s_attacks[1], ["userName"] = Next() };
        }

        var file = await ReportAsync(work, records);
        await using var browser = await BrowserPage.OpenAsync(file);
        (await browser.Page.TitleAsync()).ShouldStartWith("Triage of ");
        (await browser.Page.Locator("script, a, img, iframe, link, object, embed, form, base, input, [onerror], [onmouseover], [onload], [style]").CountAsync()).ShouldBe(0);
        (await browser.Page.Locator("style").CountAsync()).ShouldBe(1);
        var text = await browser.Page.Locator("body").InnerTextAsync();
        text.ShouldContain(s_attacks[0]);
        text.ShouldContain("<img src=x onerror=alert(1)>");
        text.ShouldNotContain('\u202E');
        foreach (var width in s_widths) (await browser.BeyondAsync(width)).ShouldBeLessThanOrEqualTo(0, $"{width} pixels");
        ShouldBeQuiet(browser, file);
    }

    /// <summary>The report of the alert about the new error.</summary>
    private static async Task<string> ReportAsync(Workspace work, List<JsonObject> records)
    {
        (await work.DetectAsync(work.Write("trail.json", [.. records]))).ShouldExit(0);
        var id = (await work.RunAsync("alerts", "--data", work.Data)).ShouldExit(0).OutLines[0].Split(' ')[0];
        var file = Path.Combine(work.Root, "report.html");
        (await work.RunAsync("report", id, "--out", file, "--data", work.Data)).ShouldExit(0);
        return file;
    }

    private static void ShouldBeQuiet(BrowserPage browser, string file)
    {
        browser.Complaints.ShouldBeEmpty();
        browser.Requests.ShouldBe([BrowserPage.AddressOf(file)]);
    }
}
