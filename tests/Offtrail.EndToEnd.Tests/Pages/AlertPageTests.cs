using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst decides about one alert.</summary>
[Collection(nameof(PagesCollection))]
public sealed class AlertPageTests(PagesFixture pages)
{
    [Fact]
    public async Task It_shows_the_alert_its_triage_and_its_events_as_the_API_does()
    {
        var id = (await pages.AlertsAsync("text=New180"))[0];
        var alert = (await pages.AskAsync($"alerts/{id}")).GetProperty("offtrail").GetProperty("alert");
        var triage = await pages.AskAsync($"alerts/{id}/triage");
        await using var browser = await pages.OpenAsync("analyst", $"/alerts/{id}");
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("New180");
        alert.GetProperty("reason").GetString()!.ShouldStartWith(await browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        await Expect(browser.Page.Locator(".rarely")).ToContainTextAsync("once in");
        await Expect(browser.Page.Locator("section[aria-labelledby=triage] .badge").First).ToHaveTextAsync(triage.GetProperty("verdict").GetString()!.Replace('_', ' '));
        foreach (var answer in triage.GetProperty("answers").EnumerateArray()) await Expect(browser.Page.GetByText(answer.GetProperty("question").GetString()!, new() { Exact = true })).ToBeVisibleAsync();
        await browser.Page.Locator("section[aria-labelledby=events] summary").First.ClickAsync();
        await browser.Page.GetByText("ECS document").First.ClickAsync();
        var shown = JsonDocument.Parse(await browser.Page.GetByLabel("Fields of the event").First.InnerTextAsync()).RootElement;
        shown.GetProperty("event").GetProperty("id").GetString().ShouldBe(alert.GetProperty("event_ids")[0].GetString());
        await Expect(browser.Page.Locator("svg.picture")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("never seen before"));
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task What_an_answer_of_the_triage_rests_on_opens_in_place_as_events()
    {
        var id = (await pages.AlertsAsync("text=Ofzoe1"))[0];
        var answer = (await pages.AskAsync($"alerts/{id}/triage")).GetProperty("answers").EnumerateArray().First(a => a.GetProperty("event_ids").GetArrayLength() > 0 && a.GetProperty("events").ValueKind == JsonValueKind.String);
        await using var browser = await pages.OpenAsync("viewer", $"/alerts/{id}");
        var shown = browser.Page.Locator("section[aria-labelledby=triage] details.answer", new() { HasText = answer.GetProperty("question").GetString()! }).First;
        await shown.Locator("summary").First.ClickAsync();
        await Expect(shown.Locator("details.event")).ToHaveCountAsync(answer.GetProperty("event_ids").GetArrayLength());
        (await shown.Locator("details.event").EvaluateAllAsync<string[]>("all => all.map(e => e.id.slice(2))")).Order().ShouldBe(answer.GetProperty("event_ids").EnumerateArray().Select(e => e.GetString()!).Order());
        await shown.Locator("details.event > summary").First.ClickAsync();
        await Expect(shown.Locator("table.fields")).ToContainTextAsync("event.action");
        await shown.GetByText("Record as it was delivered").ClickAsync();
        await Expect(shown.GetByLabel("The record")).ToContainTextAsync("eventVersion");
        await shown.GetByRole(AriaRole.Link, new() { Name = "All events behind this answer" }).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Events");
        await Expect(browser.Page.Locator("details.event").First).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task It_is_acknowledged_commented_tagged_and_closed_and_the_history_says_so()
    {
        var id = (await pages.AlertsAsync("text=New205"))[0];
        await using var browser = await pages.OpenAsync("analyst", $"/alerts/{id}");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(browser.Page.Locator("main .badge").Nth(1)).ToHaveTextAsync("acknowledged");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Tag…" }).ClickAsync();
        await browser.Page.GetByLabel("Tag", new() { Exact = true }).FillAsync("case-17");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Add the tag" }).ClickAsync();
        await Expect(browser.Page.Locator(".tag")).ToContainTextAsync("case-17");
        await browser.Page.GetByPlaceholder("Say something about it").FillAsync("asked <b>ana</b>");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(browser.Page.Locator(".log").Last).ToContainTextAsync("asked <b>ana</b>");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await browser.Page.GetByText("true positive", new() { Exact = true }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(browser.Page.Locator("main .badge").Nth(1)).ToHaveTextAsync("closed");
        (await pages.AskAsync($"alerts/{id}/changes")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("action").GetString()).ShouldBe(["acknowledge", "tag", "comment", "close"]);
        (await pages.AskAsync($"alerts/{id}")).GetProperty("offtrail").GetProperty("alert").GetProperty("closed_reason").GetString().ShouldBe("true_positive");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task An_exception_is_previewed_narrowed_and_saved()
    {
        var id = (await pages.AlertsAsync("text=New220"))[0];
        await using var browser = await pages.OpenAsync("analyst", $"/alerts/{id}");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Make an exception…" }).ClickAsync();
        var preview = browser.Page.GetByLabel("The exception", new() { Exact = true });
        await Expect(preview).ToContainTextAsync("New220");
        await Expect(browser.Page.GetByText("It would have held back 1 alert")).ToBeVisibleAsync();
        await browser.Page.GetByText("event.action", new() { Exact = true }).ClickAsync();
        await Expect(preview).Not.ToContainTextAsync("New220");
        var all = await pages.AlertsAsync("limit=1000&rule=many_errors");
        await Expect(browser.Page.GetByText("It would have held back")).Not.ToContainTextAsync("1 alert of");
        await browser.Page.GetByText("aws.cloudtrail.error_code", new() { Exact = true }).ClickAsync();
        await browser.Page.GetByLabel("Why it is harmless").FillAsync("it's known");
        await browser.Page.GetByLabel("Until", new() { Exact = true }).FillAsync("2030-01-01");
        await browser.Page.GetByLabel("Until", new() { Exact = true }).BlurAsync();
        await Expect(preview).ToContainTextAsync("until: 2030-01-01");
        (await pages.AskAsync("exceptions")).GetProperty("definition").GetString()!.ShouldNotContain("New220");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save the exception" }).ClickAsync();
        await Expect(browser.Page.GetByText("The exception is saved")).ToBeVisibleAsync();
        var saved = (await pages.AskAsync("exceptions")).GetProperty("definition").GetString()!;
        saved.ShouldContain("New220");
        saved.ShouldContain("it''s known");
        all.ShouldNotBeEmpty();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Whose_role_was_taken_away_while_the_page_was_open_changes_nothing()
    {
        await pages.AddUserAsync("ben", "analyst");
        var id = (await pages.AlertsAsync("text=New210"))[0];
        await using var browser = await pages.OpenAsync("ben", $"/alerts/{id}");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToBeVisibleAsync();
        (await pages.Work.RunAsync("users", "change", "ben", "--role", "viewer", "--data", pages.Work.Data)).ShouldExit(0);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(browser.Page.GetByText("your session has ended")).ToBeVisibleAsync();
        (await pages.AskAsync($"alerts/{id}/changes")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_record_of_which_every_text_is_an_attack_shows_as_text()
    {
        var id = (await pages.AlertsAsync($"text={Uri.EscapeDataString("<script>")}"))[0];
        var incident = (await pages.AskAsync($"alerts/{id}")).GetProperty("offtrail").GetProperty("alert").GetProperty("incident_id").GetString();
        foreach (var address in new[] { "/", "/alerts", $"/alerts/{id}", "/incidents", $"/incidents/{incident}", "/explorer?by=aws.cloudtrail.error_code&sort=newest", $"/events?where={Uri.EscapeDataString("event.id: attack-1")}" })
        {
            await using var browser = await pages.OpenAsync("analyst", address);
            await Expect(browser.Page.GetByText(Attack.Code).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            if (address.Count(c => c == '/') == 2) await Expect(browser.Page.GetByText("Next steps")).ToBeVisibleAsync(new() { Timeout = 30_000 });
            if (address.EndsWith(id, StringComparison.Ordinal) || address.StartsWith("/events", StringComparison.Ordinal))
            {
                await browser.Page.Locator("details.event > summary").First.ClickAsync();
                await Expect(browser.Page.GetByText("Record as it was delivered")).ToBeAttachedAsync();
            }

            await browser.UnfoldAsync();

            (await browser.Page.TitleAsync()).ShouldEndWith(" · Offtrail");
            (await browser.Page.Locator($"main script, main img, main iframe, main b, main style, main [onerror], main [onmouseover], main a:not([href^='/']):not([href^='{pages.Service.Address}'])").CountAsync()).ShouldBe(0);
            (await browser.Page.Locator("main").InnerTextAsync()).ShouldNotContain('\u202E');
            foreach (var width in new[] { 1280, 820 }) (await browser.BeyondAsync(width)).ShouldBeLessThanOrEqualTo(0, $"{address}: {width} pixels");
            browser.ShouldBeQuiet(pages.Service.Address);
        }
    }
}
