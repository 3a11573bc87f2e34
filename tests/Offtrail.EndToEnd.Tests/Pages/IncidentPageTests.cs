using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst reads stories.</summary>
[Collection(nameof(PagesCollection))]
public sealed class IncidentPageTests(PagesFixture pages)
{
    [Fact]
    public async Task The_list_shows_what_the_API_lists_and_each_filter_has_an_address()
    {
        await using var browser = await pages.OpenAsync("viewer", "/");
        await Expect(browser.Page.Locator(".tiles")).ToBeVisibleAsync();
        foreach (var key in "gi") await browser.Page.Keyboard.PressAsync(key.ToString());
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}incidents?status=open");
        await ShouldShowAsync(browser, await pages.IncidentsAsync("status=open"));
        await browser.Page.GotoAsync("/incidents");
        var all = await pages.IncidentsAsync("limit=1000");
        all.Length.ShouldBeGreaterThan(3);
        await ShouldShowAsync(browser, all);
        await Expect(browser.Page.GetByText($"{all.Length} incidents")).ToBeVisibleAsync();
        await browser.Page.Keyboard.PressAsync("/");
        await browser.Page.Keyboard.TypeAsync("user/zoe");
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("identity=user"));
        var hers = await pages.IncidentsAsync($"identity=user/{Stories.Zoe}");
        hers.Length.ShouldBe(1);
        await ShouldShowAsync(browser, hers);
        await browser.Page.GetByLabel("From").FillAsync("2026-05-07");
        await Expect(browser.Page.GetByText("No incidents fit.")).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "from 2026-05-07 ✕ take the filter away" }).ClickAsync();
        await ShouldShowAsync(browser, hers);
        await browser.Page.GotoAsync("/incidents?status=shut");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("status: right would be open or acknowledged or closed");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task One_shows_its_story_who_it_is_about_and_its_triage_as_the_API_does()
    {
        var id = (await pages.IncidentsAsync($"identity={Stories.Zoe}"))[0];
        var known = await pages.AskAsync($"incidents/{id}");
        var triage = await pages.AskAsync($"incidents/{id}/triage");
        string[] alerts = [.. known.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];
        alerts.Length.ShouldBe(3);
        await using var browser = await pages.OpenAsync("viewer", $"/incidents/{id}");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(known.GetProperty("incident").GetProperty("title").GetString()!);
        var story = browser.Page.Locator("section[aria-labelledby=story]");
        (await story.Locator("svg a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")).Distinct().Order().ShouldBe(alerts.Select(a => $"/alerts/{a}").Order());
        foreach (var tactic in known.GetProperty("tactics").EnumerateArray()) await Expect(story.Locator("svg")).ToContainTextAsync(tactic.GetString()!);
        var links = browser.Page.Locator("section[aria-labelledby=links]");
        await links.GetByText("Table", new() { Exact = true }).ClickAsync();
        foreach (var entity in known.GetProperty("entities").EnumerateArray()) await Expect(links.Locator("table")).ToContainTextAsync(entity.GetProperty("value").GetString()!.Split(' ')[^1]);
        (await links.Locator("svg path").CountAsync()).ShouldBe(2, "from her to her key, from there to the address");
        (await browser.Page.Locator("section[aria-labelledby=alerts] [data-row] a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")).ShouldBe(alerts.Select(a => $"/alerts/{a}"));
        await Expect(browser.Page.Locator("section[aria-labelledby=triage] .badge").First).ToHaveTextAsync(triage.GetProperty("verdict").GetString()!.Replace('_', ' '));
        foreach (var answer in triage.GetProperty("answers").EnumerateArray()) await Expect(browser.Page.GetByText(answer.GetProperty("question").GetString()!, new() { Exact = true })).ToBeVisibleAsync();
        var download = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.GetByRole(AriaRole.Link, new() { Name = "Download the report" }).First.ClickAsync());
        download.SuggestedFilename.ShouldBe($"incident-{id}.html");
        (await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken)).ShouldContain("Ofzoe0");
        (await browser.Page.Locator("main .acts, main textarea").CountAsync()).ShouldBe(0, "a viewer only looks");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task It_is_acknowledged_commented_closed_and_opened_again_with_all_of_its_alerts()
    {
        var id = (await pages.IncidentsAsync($"identity={Stories.Yan}"))[0];
        await using var browser = await pages.OpenAsync("analyst", $"/incidents/{id}");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(browser.Page.Locator("main .badge").First).ToHaveTextAsync("acknowledged");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Assign…" }).ClickAsync();
        await browser.Page.GetByLabel("Assign to").FillAsync("ana");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(browser.Page.Locator("section[aria-labelledby=facts]")).ToContainTextAsync("ana");
        await browser.Page.GetByPlaceholder("Say something about it").FillAsync("asked <b>yan</b>");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(browser.Page.Locator(".log li").Last).ToContainTextAsync("asked <b>yan</b>");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await browser.Page.GetByText("true positive", new() { Exact = true }).ClickAsync();
        await browser.Page.GetByLabel("Note").FillAsync("key revoked");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(browser.Page.GetByText("2 alerts changed")).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("main .badge").First).ToHaveTextAsync("closed");
        (await pages.AlertsAsync($"incident={id}&status=closed")).Length.ShouldBe(2);
        var changes = (await pages.AskAsync($"incidents/{id}/changes")).GetProperty("items").EnumerateArray().ToArray();
        changes.Select(c => c.GetProperty("change").GetProperty("action").GetString()).ShouldBe(["acknowledge", "assign", "comment", "close"]);
        changes.ShouldAllBe(c => c.GetProperty("alerts").GetArrayLength() == 2);
        await Expect(browser.Page.Locator(".log li")).ToHaveCountAsync(4);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Open again" }).ClickAsync();
        await Expect(browser.Page.Locator("main .badge").First).ToHaveTextAsync("open");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task An_alert_is_taken_out_and_the_two_are_put_together_again()
    {
        var id = (await pages.IncidentsAsync($"identity={Stories.Zoe}"))[0];
        string[] alerts = [.. (await pages.AskAsync($"incidents/{id}")).GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];
        await using var browser = await pages.OpenAsync("analyst", $"/incidents/{id}");
        var rows = browser.Page.Locator("section[aria-labelledby=alerts] [data-row]");
        await rows.Last.GetByRole(AriaRole.Checkbox).CheckAsync();
        await browser.Page.GetByLabel("Note").FillAsync("a deployment");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Take 1 alert out" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        var both = await pages.IncidentsAsync($"identity={Stories.Zoe}");
        both.Length.ShouldBe(2);
        var other = both.Single(i => i != id);
        (await pages.AlertsAsync($"incident={other}")).ShouldBe([alerts[2]]);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "The other incident" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}incidents/{other}");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(browser.Page.Locator(".log li").Last).ToContainTextAsync($"took it out of incident {id}");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Merge…" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Radio, new() { Name = "Error code Ofzoe" }).First.CheckAsync();
        await Expect(browser.Page.GetByLabel("The other's id")).ToHaveValueAsync(id);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}incidents/{id}");
        await Expect(rows).ToHaveCountAsync(3);
        (await pages.IncidentsAsync($"identity={Stories.Zoe}")).ShouldBe([id]);
        await browser.Page.GotoAsync($"/incidents/{other}");
        await Expect(browser.Page.GetByRole(AriaRole.Link, new() { Name = $"incident {id}" })).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    private static async Task ShouldShowAsync(BrowserPage browser, string[] ids)
    {
        await Expect(browser.Page.Locator("main [data-row]")).ToHaveCountAsync(ids.Length);
        (await browser.Page.Locator("main [data-row] a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))")).ShouldBe(ids.Select(i => $"/incidents/{i}"));
    }
}
