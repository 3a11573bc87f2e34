using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst's work at the table of alerts.</summary>
[Collection(nameof(PagesCollection))]
public sealed class AlertListTests(PagesFixture pages)
{
    [Fact]
    public async Task It_shows_what_the_API_lists_and_each_filter_has_an_address()
    {
        await using var browser = await pages.OpenAsync("analyst", "/alerts");
        var all = await pages.AlertsAsync("limit=1000");
        all.Length.ShouldBeInRange(10, 50, "so that a page has them all");
        await ShouldShowAsync(browser, all);
        await Expect(browser.Page.GetByText($"{all.Length} alerts").First).ToBeVisibleAsync();
        await browser.Page.GetByText("low", new() { Exact = true }).First.ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("severity=low"));
        await ShouldShowAsync(browser, await pages.AlertsAsync("limit=1000&severity=low"));
        await browser.Page.Keyboard.PressAsync("/");
        await Expect(browser.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await browser.Page.Keyboard.TypeAsync("new175 ");
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("text=new175"));
        var found = await pages.AlertsAsync("severity=low&text=new175");
        found.Length.ShouldBe(1);
        await ShouldShowAsync(browser, found);
        await browser.Page.ReloadAsync();
        await ShouldShowAsync(browser, found);
        await browser.Page.GotoAsync("/alerts?status=shut");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("status: right would be open or acknowledged or closed");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task The_highest_score_comes_first_when_that_is_asked_for()
    {
        await using var browser = await pages.OpenAsync("viewer", "/alerts");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Rarity" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("sort=score"));
        var scores = (await pages.AskAsync("alerts?limit=1000")).GetProperty("items").EnumerateArray().ToDictionary(a => a.GetProperty("id").GetString()!, a => a.GetProperty("score").GetDouble());
        await Expect(browser.Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Rarity");
        (await ShownAsync(browser)).Select(id => scores[id]).ShouldBe(scores.Values.OrderDescending());
    }

    [Fact]
    public async Task Several_are_closed_with_a_reason_at_once()
    {
        await using var browser = await pages.OpenAsync("analyst", "/alerts?text=New19");
        string[] ids = [.. (await pages.AlertsAsync("text=New19")).Order(StringComparer.Ordinal)];
        ids.Length.ShouldBeGreaterThan(1);
        await browser.Page.GetByLabel("Select all lines").CheckAsync();
        await Expect(browser.Page.GetByText($"{ids.Length} alerts selected")).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true })).ToBeDisabledAsync();
        await browser.Page.GetByText("benign", new() { Exact = true }).ClickAsync();
        await browser.Page.GetByLabel("Note").FillAsync("the new pipeline");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(browser.Page.GetByText($"{ids.Length} alerts changed")).ToBeVisibleAsync();
        (await pages.AlertsAsync("text=New19&status=closed")).Order(StringComparer.Ordinal).ShouldBe(ids);
        foreach (var id in ids)
        {
            var change = (await pages.AskAsync($"alerts/{id}/changes")).GetProperty("items").EnumerateArray().Last();
            (change.GetProperty("who").GetString(), change.GetProperty("now").GetString(), change.GetProperty("note").GetString()).ShouldBe(("analyst", "closed: benign", "the new pipeline"));
        }

        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Keys_lead_through_the_lines()
    {
        await using var browser = await pages.OpenAsync("analyst", "/alerts");
        var ids = await pages.AlertsAsync("limit=1000");
        await ShouldShowAsync(browser, ids);
        foreach (var key in "jjk") await browser.Page.Keyboard.PressAsync(key.ToString());
        (await browser.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')")).ShouldBe($"/alerts/{ids[0]}");
        await browser.Page.Keyboard.PressAsync("x");
        await Expect(browser.Page.GetByText("1 alert selected")).ToBeVisibleAsync();
        await browser.Page.Keyboard.PressAsync("?");
        await Expect(browser.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Locator($"a[href='/alerts/{ids[0]}']").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}alerts/{ids[0]}");
    }

    [Fact]
    public async Task New_alerts_wait_until_they_are_asked_for()
    {
        await using var browser = await pages.OpenAsync("analyst", "/alerts?text=Arrived");
        await Expect(browser.Page.GetByText("No alerts fit.")).ToBeVisibleAsync();
        pages.Work.Write("later.json", Sample.Record("later", "ArrivedLater", hour: 240.5));
        var fresh = browser.Page.GetByRole(AriaRole.Button, new() { Name = "1 new alert" });
        await Expect(fresh).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(browser.Page.GetByText("No alerts fit.")).ToBeVisibleAsync();
        await fresh.ClickAsync();
        await ShouldShowAsync(browser, await pages.AlertsAsync("text=Arrived"));
        await Expect(fresh).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_viewer_sees_and_changes_nothing()
    {
        await using var browser = await pages.OpenAsync("viewer", "/alerts");
        var ids = await pages.AlertsAsync("limit=1000");
        await ShouldShowAsync(browser, ids);
        (await browser.Page.Locator("main input[type=checkbox][aria-label^='Select']").CountAsync()).ShouldBe(0);
        await browser.Page.GotoAsync($"/alerts/{ids[0]}");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Triage" })).ToBeVisibleAsync();
        (await browser.Page.Locator("main .acts, main textarea").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_filter_is_kept_under_a_name_for_who_kept_it_alone()
    {
        await using var browser = await pages.OpenAsync("viewer", "/alerts?severity=low&text=New1");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save this filter…" }).ClickAsync();
        await browser.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("<b>low</b> ones");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save the filter" }).ClickAsync();
        var kept = browser.Page.GetByRole(AriaRole.Link, new() { Name = "<b>low</b> ones" });
        await Expect(kept).ToHaveAttributeAsync("aria-current", "true");
        await browser.Page.GotoAsync("/alerts");
        await kept.ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}alerts?severity=low&text=New1");
        await ShouldShowAsync(browser, await pages.AlertsAsync("limit=1000&severity=low&text=New1"));
        var hers = (await (await browser.Page.Context.APIRequest.GetAsync("/api/v1/alerts/filters")).JsonAsync())!.Value.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (hers.GetProperty("name").GetString(), hers.GetProperty("query").GetString()).ShouldBe(("<b>low</b> ones", "severity=low&text=New1"));
        (await pages.AskAsync("alerts/filters")).GetProperty("items").GetArrayLength().ShouldBe(0, "another user has none");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Forget the filter" }).ClickAsync();
        await Expect(kept).ToHaveCountAsync(0);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task The_columns_are_those_that_the_viewer_chose()
    {
        await using var browser = await pages.OpenAsync("admin", "/alerts");
        var heads = browser.Page.Locator("table.alerts thead th");
        await Expect(heads).ToHaveTextAsync(["", "Severity", "Rarity", "What is unusual", "Status", "Raised ↓"], new() { Timeout = 30_000 }); // the first page of the service may be this one
        await browser.Page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        foreach (var name in new[] { "Rarity", "Account" }) await browser.Page.Locator(".columns").GetByText(name, new() { Exact = true }).ClickAsync();
        await Expect(heads).ToHaveTextAsync(["", "Severity", "What is unusual", "Account", "Status", "Raised ↓"]);
        await Expect(browser.Page.Locator("table.alerts tbody tr").First).ToContainTextAsync(Sample.Account);
        await browser.Page.ReloadAsync();
        await Expect(heads).ToHaveTextAsync(["", "Severity", "What is unusual", "Account", "Status", "Raised ↓"], new() { Timeout = 30_000 });
        await using var other = await pages.OpenAsync("analyst", "/alerts");
        await Expect(other.Page.Locator("table.alerts thead th")).ToHaveTextAsync(["", "Severity", "Rarity", "What is unusual", "Status", "Raised ↓"], new() { Timeout = 30_000 });
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    /// <summary>Waits until the table has these lines, in this order.</summary>
    private static async Task ShouldShowAsync(BrowserPage browser, string[] ids)
    {
        await Expect(browser.Page.Locator("main [data-row]")).ToHaveCountAsync(ids.Length);
        (await ShownAsync(browser)).ShouldBe(ids);
    }

    private static async Task<string[]> ShownAsync(BrowserPage browser) =>
        [.. (await browser.Page.Locator("main [data-row] a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))")).Select(h => h["/alerts/".Length..])];
}
