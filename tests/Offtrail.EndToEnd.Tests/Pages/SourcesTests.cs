using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>Where what is judged comes from, and what could not be read.</summary>
[Collection(nameof(PagesCollection))]
public sealed class SourcesTests(PagesFixture pages)
{
    [Fact]
    public async Task It_shows_each_source_as_the_API_does()
    {
        await using var browser = await pages.OpenAsync("viewer", "/sources");
        var source = (await pages.AskAsync("sources")).GetProperty("items")[0];
        var row = browser.Page.Locator("section[aria-labelledby=sources] tbody tr");
        await Expect(row).ToContainTextAsync(source.GetProperty("id").GetString()!);
        await Expect(row.Locator("td").Nth(2)).ToHaveTextAsync(source.GetProperty("objects").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_with_its_place_and_opens_as_text()
    {
        await using var browser = await pages.OpenAsync("viewer", "/sources");
        var entry = (await pages.AskAsync("quarantine")).GetProperty("items")[0];
        var line = browser.Page.Locator("section[aria-labelledby=quarantine] tbody tr").First;
        await Expect(line).ToContainTextAsync("record 1, line 1");
        await Expect(line).ToContainTextAsync(entry.GetProperty("reason").GetString()!);
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(browser.Page.Locator("section[aria-labelledby=quarantine] pre")).ToHaveTextAsync((await pages.AskAsync($"quarantine/{entry.GetProperty("id").GetInt64()}")).GetProperty("content").GetString()!);
        await Expect(browser.Page.Locator("section[aria-labelledby=quarantine] pre")).ToContainTextAsync(Attack.Broken);
        await browser.Page.ReloadAsync(); // what is open has an address
        await Expect(browser.Page.Locator("section[aria-labelledby=quarantine] pre")).ToContainTextAsync(Attack.Broken);
        browser.ShouldBeQuiet(pages.Service.Address);
    }
}
