using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst looks for events.</summary>
[Collection(nameof(PagesCollection))]
public sealed class EventsPageTests(PagesFixture pages)
{
    private const string Rows = "details.event";

    [Fact]
    public async Task A_search_shows_the_events_that_the_API_gives_page_by_page()
    {
        await using var browser = await pages.OpenAsync("viewer", "/");
        await Expect(browser.Page.Locator(".tiles")).ToBeVisibleAsync();
        foreach (var key in "ge") await browser.Page.Keyboard.PressAsync(key.ToString());
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}events");
        await Expect(browser.Page.Locator(Rows)).ToHaveCountAsync(50);
        await browser.Page.Keyboard.PressAsync("/");
        await browser.Page.Keyboard.TypeAsync("aws.cloudtrail.error_code: (AccessDenied or New1*)");
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("where="));
        var last = Sample.Start.AddHours(240).AddDays(-7).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var found = await pages.EventsAsync($"limit=1000&from={last}&where={Uri.EscapeDataString("aws.cloudtrail.error_code: (AccessDenied or New1*)")}");
        found.Length.ShouldBeGreaterThan(100);
        await ShouldShowAsync(browser, found[..50]);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await ShouldShowAsync(browser, found[50..100]);
        await browser.Page.GoBackAsync();
        await ShouldShowAsync(browser, found[..50]);
        await browser.Page.Keyboard.PressAsync("j");
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page.Locator("table.fields")).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_facet_adds_a_condition_and_takes_it_away_and_its_counts_are_those_of_the_API()
    {
        await using var browser = await pages.OpenAsync("viewer", "/events?from=2026-05-01");
        var counts = (await pages.AskAsync("events/counts?group_by=offtrail.identity&limit=8&from=2026-05-01")).EnumerateArray().ToDictionary(c => c.GetProperty("values")[0].GetString()!, c => c.GetProperty("events").GetInt64());
        await Expect(browser.Page.Locator(".facet").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        foreach (var (identity, events) in counts.Where(c => c.Key.Contains("user/z", StringComparison.Ordinal) || c.Key.Contains("user/y", StringComparison.Ordinal)))
            await Expect(browser.Page.GetByRole(AriaRole.Link, new() { Name = $"{identity} {events}, identity: only these" })).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = $"arn:aws:iam::{Sample.Account}:user/{Stories.Zoe} 3, identity: only these" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("where="));
        await ShouldShowAsync(browser, ["zoe-2", "zoe-1", "zoe-0"]);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "not Ofzoe1, error" }).ClickAsync();
        await ShouldShowAsync(browser, ["zoe-2", "zoe-0"]);
        await Expect(browser.Page.Locator("figcaption").First).ToContainTextAsync("2 events, 2 of them failed", new() { Timeout = 30_000 });
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "not aws.cloudtrail.error_code: Ofzoe1 ✕ take the condition away" }).ClickAsync();
        await ShouldShowAsync(browser, ["zoe-2", "zoe-1", "zoe-0"]);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "identity: take the filter away" }).ClickAsync();
        await Expect(browser.Page.Locator(Rows)).ToHaveCountAsync(50);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task The_histogram_counts_as_the_API_does_and_a_bar_or_a_stroke_narrows_the_time()
    {
        const string Search = "from=2026-05-01&to=2026-05-11";
        await using var browser = await pages.OpenAsync("viewer", $"/events?{Search}");
        var bars = (await pages.AskAsync($"events/histogram?{Search}")).GetProperty("bars").EnumerateArray().ToArray();
        var all = bars.Sum(b => b.GetProperty("events").GetInt64());
        await Expect(browser.Page.Locator("figcaption").First).ToContainTextAsync($"{all.ToString("N0", CultureInfo.InvariantCulture)} events", new() { Timeout = 30_000 });
        var shown = browser.Page.Locator("svg[data-brush] a");
        await Expect(shown).ToHaveCountAsync(bars.Length, new() { Timeout = 30_000 });
        await shown.Nth(3).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("to="));
        await Expect(browser.Page.Locator("figcaption").First).ToContainTextAsync($"{bars[3].GetProperty("events").GetInt64()} events", new() { Timeout = 30_000 });
        await browser.Page.GoBackAsync();
        await Expect(shown).ToHaveCountAsync(bars.Length, new() { Timeout = 30_000 });
        var box = (await browser.Page.Locator("svg[data-brush]").BoundingBoxAsync())!;
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width / 4), box.Y + 20);
        await browser.Page.Mouse.DownAsync();
        await browser.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 40, new() { Steps = 4 });
        await browser.Page.Mouse.UpAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("from=2026-05-03T"));
        var drawn = new Uri(browser.Page.Url).Query.TrimStart('?');
        var within = (await pages.AskAsync($"events/histogram?{drawn}")).GetProperty("bars").EnumerateArray().Sum(b => b.GetProperty("events").GetInt64());
        within.ShouldBeInRange(all / 5, all / 3);
        await Expect(browser.Page.Locator("figcaption").First).ToContainTextAsync($"{within.ToString("N0", CultureInfo.InvariantCulture)} events", new() { Timeout = 30_000 });
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task An_event_shows_all_that_the_API_has_of_it_and_each_value_leads_to_the_others_who_have_it()
    {
        var known = await pages.AskAsync("events/zoe-1");
        await using var browser = await pages.OpenAsync("viewer", $"/events?from=2026-05-01&where={Uri.EscapeDataString("event.id: zoe-1")}");
        await browser.Page.Locator($"{Rows} > summary").ClickAsync();
        await browser.Page.GetByText("ECS document").ClickAsync();
        await browser.Page.GetByText("Record as it was delivered").ClickAsync();
        JsonElement.DeepEquals(JsonDocument.Parse(await browser.Page.GetByLabel("Fields of the event").InnerTextAsync()).RootElement, known.GetProperty("ecs")).ShouldBeTrue();
        JsonElement.DeepEquals(JsonDocument.Parse(await browser.Page.GetByLabel("The record").InnerTextAsync()).RootElement, JsonDocument.Parse(known.GetProperty("record").GetString()!).RootElement).ShouldBeTrue();
        await browser.Page.Locator("table.fields tr", new() { HasText = "source.address" }).GetByRole(AriaRole.Link, new() { Name = "203.0.113.9" }).ClickAsync();
        await ShouldShowAsync(browser, ["zoe-2", "zoe-1", "zoe-0"]);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task An_alert_and_an_incident_lead_to_the_events_of_their_values()
    {
        var alert = (await pages.AlertsAsync("text=Ofzoe1"))[0];
        await using var browser = await pages.OpenAsync("viewer", $"/alerts/{alert}");
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Events with the same source" }).ClickAsync();
        await ShouldShowAsync(browser, ["zoe-2", "zoe-1", "zoe-0"]);
        await browser.Page.GotoAsync($"/incidents/{(await pages.IncidentsAsync($"identity={Stories.Zoe}"))[0]}");
        await browser.Page.Locator("section[aria-labelledby=links]").GetByText("Table", new() { Exact = true }).ClickAsync();
        await browser.Page.Locator("section[aria-labelledby=links] table").GetByRole(AriaRole.Link, new() { Name = $"AKIA{Stories.Zoe}EXAMPLE" }).ClickAsync();
        await ShouldShowAsync(browser, ["zoe-2", "zoe-1", "zoe-0"]);
    }

    [Theory]
    [InlineData("where=event.Action:%20x", "did you mean event.action?")]
    [InlineData("where=event.action:", "a value is missing")]
    [InlineData("from=yesterday", "from: this is no time")]
    [InlineData("from=2026-05-02%26to=2026-05-01", "from: this is no time")]
    [InlineData("cursor=x", "cursor: this is no cursor")]
    public async Task What_can_not_be_read_is_told(string query, string says)
    {
        await using var browser = await pages.OpenAsync("viewer", $"/events?{query}");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_what_to_do()
    {
        await using var browser = await pages.OpenAsync("viewer", $"/events?where={Uri.EscapeDataString("event.action: NoSuchCall")}");
        await Expect(browser.Page.GetByText("No events fit.")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Link, new() { Name = "Look at all the time there is" })).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    private static async Task ShouldShowAsync(BrowserPage browser, string[] ids)
    {
        await Expect(browser.Page.Locator(Rows).First).ToHaveAttributeAsync("id", $"e-{ids[0]}");
        await Expect(browser.Page.Locator(Rows)).ToHaveCountAsync(ids.Length);
        (await browser.Page.Locator(Rows).EvaluateAllAsync<string[]>("all => all.map(e => e.id)")).ShouldBe(ids.Select(i => $"e-{i}"));
    }
}
