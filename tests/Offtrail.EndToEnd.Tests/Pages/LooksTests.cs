using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>Each page in both themes: read by everybody, on a desk and on a tablet, and no word from the browser. Its picture goes to artifacts/screenshots.</summary>
[Collection(nameof(PagesCollection))]
public sealed class LooksTests(PagesFixture pages)
{
    private static readonly Dictionary<string, string> s_addresses = new(StringComparer.Ordinal)
    {
        ["overview"] = "/",
        ["alerts"] = "/alerts?status=open",
        ["alert"] = "/alerts/{0}",
        ["incidents"] = "/incidents",
        ["incident"] = "/incidents/{1}",
        ["events"] = "/events",
        ["explorer"] = "/explorer",
        ["rules"] = "/rules",
        ["rule"] = "/rules/rare_error_code",
        ["backtest"] = "/backtest",
        ["jobs"] = "/jobs",
        ["job"] = "/jobs/rare_error_code",
        ["sources"] = "/sources",
        ["sinks"] = "/settings/sinks",
        ["users"] = "/settings/users",
        ["keys"] = "/settings/keys",
        ["audit"] = "/settings/audit",
    };

    public static TheoryData<string, ColorScheme> Pages
    {
        get
        {
            var all = new TheoryData<string, ColorScheme>();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                foreach (var page in s_addresses.Keys) all.Add(page, scheme);
            all.Add("nothing", ColorScheme.Dark);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_read_by_everybody(string name, ColorScheme scheme)
    {
        var id = (await pages.AlertsAsync("text=New185"))[0];
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, s_addresses.GetValueOrDefault(name, "/nothing"), id, (await pages.IncidentsAsync($"identity={Stories.Zoe}"))[0]);
        await using var browser = await pages.OpenAsync("admin", address, scheme);
        await Expect(browser.Page.Locator("main h1")).ToBeVisibleAsync();
        if (name is "alert" or "incident") await Expect(browser.Page.GetByText("Next steps")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        if (name == "events") await browser.Page.Locator("details.event > summary").First.ClickAsync();
        await Expect(browser.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
        if (name == "events") await Expect(browser.Page.Locator("table.fields")).ToBeVisibleAsync();
        if (name == "nothing") browser.Complaints.Clear(); // the browser's own word on the status 404
        var dark = await browser.Page.EvaluateAsync<bool>("() => { const c = getComputedStyle(document.body).backgroundColor.match(/\\d+/g); return c[0] < 128; }");
        dark.ShouldBe(scheme == ColorScheme.Dark);
        await browser.ShouldBeReadableAsync();
        foreach (var width in new[] { 820, 1280 }) (await browser.BeyondAsync(width)).ShouldBeLessThanOrEqualTo(0, $"{width} pixels");
        await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Times_are_those_of_the_viewers_zone_with_UTC_on_hover_and_the_theme_is_kept()
    {
        await using var browser = await pages.OpenAsync("analyst", "/alerts?text=New185");
        var time = browser.Page.Locator("main [data-row] time");
        var raised = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
        await Expect(time).ToHaveTextAsync(raised.ToOffset(TimeSpan.FromHours(5.5)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await Expect(time).ToHaveAttributeAsync("title", raised.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Change between light and dark" }).ClickAsync();
        await Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await browser.Page.ReloadAsync();
        await Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
