using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst looks when something was unusual, and at what it may be put down to.</summary>
[Collection(nameof(PagesCollection))]
public sealed class ExplorerTests(PagesFixture pages)
{
    [Fact]
    public async Task The_lanes_are_those_of_the_API_and_a_cell_leads_to_its_records()
    {
        var lanes = await pages.AskAsync("anomalies/lanes?by=aws.cloudtrail.error_code");
        await using var browser = await pages.OpenAsync("viewer", "/explorer?by=aws.cloudtrail.error_code");
        var records = lanes.GetProperty("records").GetInt64();
        await Expect(browser.Page.Locator("#records span")).ToHaveTextAsync(records.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        var cells = new[] { lanes.GetProperty("overall") }.Concat(lanes.GetProperty("jobs").EnumerateArray()).Concat(lanes.GetProperty("values").EnumerateArray()).Sum(l => l.GetProperty("cells").GetArrayLength());
        await Expect(browser.Page.Locator("svg.lanes [data-go]")).ToHaveCountAsync(cells);
        cells.ShouldBeGreaterThan(10);
        await Expect(browser.Page.GetByText($"{lanes.GetProperty("more_values").GetInt64()} more without a lane")).ToBeVisibleAsync();
        var top = lanes.GetProperty("values")[0];
        await Expect(browser.Page.Locator("section[aria-labelledby=top] tbody tr").First).ToContainTextAsync(top.GetProperty("name").GetString()!);
        await browser.Page.Locator("section[aria-labelledby=top] tbody a").First.ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("field=aws.cloudtrail.error_code"));
        await Expect(browser.Page.Locator("#records span")).ToHaveTextAsync(top.GetProperty("records").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        await browser.Page.Locator("svg.lanes [data-go]").First.ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("from=.*to="));
        var cell = top.GetProperty("cells")[0];
        await Expect(browser.Page.Locator("#records span")).ToHaveTextAsync(cell.GetProperty("records").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        await browser.Page.GoBackAsync();
        await browser.Page.GoBackAsync();
        await Expect(browser.Page.Locator("#records span")).ToHaveTextAsync(records.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_drag_zooms_and_a_record_shows_its_events_in_place()
    {
        await using var browser = await pages.OpenAsync("viewer", "/explorer?job=rare_error_code");
        var svg = browser.Page.Locator("svg.lanes");
        await Expect(svg).ToBeVisibleAsync();
        var before = (await pages.AskAsync("anomalies/lanes?job=rare_error_code")).GetProperty("records").GetInt64();
        var box = (await svg.BoundingBoxAsync())!;
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.9f), box.Y + 10);
        await browser.Page.Mouse.DownAsync();
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.95f), box.Y + 12);
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width * 0.999f), box.Y + 12);
        await browser.Page.Mouse.UpAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("from=.*to="));
        var query = new Uri(browser.Page.Url).Query;
        var zoomed = (await pages.AskAsync($"anomalies/lanes{query}")).GetProperty("records").GetInt64();
        zoomed.ShouldBeInRange(1, before - 1);
        await Expect(browser.Page.Locator("#records span")).ToHaveTextAsync(zoomed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "New" }).First.ClickAsync();
        await Expect(browser.Page.Locator(".behind")).ToContainTextAsync("GetObject");
        await Expect(browser.Page.Locator(".behind")).ToContainTextAsync("198.51.100.7");
        var events = Uri.UnescapeDataString((await browser.Page.Locator(".behind a").GetAttributeAsync("href"))!);
        events.ShouldStartWith("/events?from=2026-");
        (await pages.AskAsync($"events?{(await browser.Page.Locator(".behind a").GetAttributeAsync("href"))!.Split('?')[1]}")).GetProperty("items").GetArrayLength().ShouldBe(await browser.Page.Locator(".behind tbody tr").CountAsync());
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task What_is_wrong_in_the_address_is_said_and_an_empty_stretch_says_what_to_do()
    {
        await using var browser = await pages.OpenAsync("viewer", "/explorer?from=soon");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("this is no time");
        await browser.Page.GotoAsync("/explorer?by=no.such.field");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no record has the field no.such.field");
        await browser.Page.GotoAsync("/explorer?from=2020-01-01&to=2020-01-02");
        await Expect(browser.Page.GetByText("No job found anything here")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Provisional_and_learning_records_are_told_apart_by_word()
    {
        await using var browser = await pages.OpenAsync("viewer", "/explorer?sort=newest");
        await Expect(browser.Page.Locator("svg.lanes title").Filter(new() { HasText = "learning" }).First).ToBeAttachedAsync();
        await Expect(browser.Page.Locator(".cell-learning").First).ToBeAttachedAsync();
        await Expect(browser.Page.GetByText("striped: provisional")).ToBeVisibleAsync();
    }
}
