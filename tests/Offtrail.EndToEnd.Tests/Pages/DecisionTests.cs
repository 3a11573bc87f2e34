using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An alert decided in two minutes: from the overview to a closed alert with a reason and an exception.</summary>
[Collection(nameof(PagesCollection))]
public sealed class DecisionTests(PagesFixture pages)
{
    private const int MostClicks = 12;

    [Fact]
    public async Task It_takes_at_most_twelve_clicks()
    {
        await using var browser = await pages.OpenAsync("analyst", "/");
        var page = browser.Page;
        var clicks = 0;
        async Task ClickAsync(ILocator what)
        {
            await what.ClickAsync();
            clicks++;
        }

        var alert = page.Locator("section[aria-labelledby=alerts] [data-row] a").First;
        var id = (await alert.GetAttributeAsync("href"))!["/alerts/".Length..];
        await ClickAsync(alert);
        await Expect(page.Locator("section[aria-labelledby=triage] .badge").First).ToBeVisibleAsync(); // what the decision stands on
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Close…" }));
        await ClickAsync(page.GetByText("benign", new() { Exact = true }));
        await page.GetByLabel("Note").FillAsync("the new pipeline, ask team blue");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }));
        await Expect(page.Locator("main .badge").Nth(1)).ToHaveTextAsync("closed");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Make an exception…" }));
        await Expect(page.GetByLabel("The exception")).ToContainTextAsync("- comment:");
        await ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the exception" }));
        await Expect(page.GetByLabel("The exception")).ToBeHiddenAsync();
        clicks.ShouldBeLessThanOrEqualTo(MostClicks);
        var closed = (await pages.AskAsync($"alerts/{id}")).GetProperty("offtrail").GetProperty("alert");
        (closed.GetProperty("status").GetString(), closed.GetProperty("closed_reason").GetString()).ShouldBe(("closed", "benign"));
        (await pages.AskAsync("exceptions")).GetRawText().ShouldContain($"as alert {id[..8]}");
        browser.ShouldBeQuiet(pages.Service.Address);
    }
}
