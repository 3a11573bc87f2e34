using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst looks how jobs are doing, lets one go back, and tells them what to leave out.</summary>
[Collection(nameof(PagesCollection))]
public sealed class JobPagesTests(PagesFixture pages)
{
    [Fact]
    public async Task The_list_is_that_of_the_API_and_leads_to_a_job_with_its_definition()
    {
        await using var browser = await pages.OpenAsync("viewer", "/jobs");
        var jobs = (await pages.AskAsync("jobs")).GetProperty("items").EnumerateArray().ToArray();
        await Expect(browser.Page.Locator("tr[data-row]")).ToHaveCountAsync(jobs.Length);
        var job = jobs.Single(j => j.GetProperty("id").GetString() == "rare_error_code");
        job.GetProperty("state").GetString().ShouldBe("running");
        await Expect(browser.Page.Locator("tr[data-row]:has(a[href='/jobs/rare_error_code'])")).ToContainTextAsync(job.GetProperty("description").GetString()!);
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Rare error code", Exact = true }).ClickAsync();
        await Expect(browser.Page.GetByLabel("Definition in YAML")).ToContainTextAsync("id: rare_error_code");
        var snapshots = (await pages.AskAsync("jobs/rare_error_code/snapshots")).GetProperty("items").GetArrayLength();
        await Expect(browser.Page.Locator("section[aria-labelledby=snapshots] tbody tr")).ToHaveCountAsync(snapshots);
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Begin anew…" })).ToHaveCountAsync(0, new() { Timeout = 1000 });
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Look", Exact = true }).ClickAsync();
        await Expect(browser.Page.GetByText("no event has source.geo.city_name")).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_job_goes_back_to_a_snapshot_while_the_service_runs_and_finds_the_same_again()
    {
        var alerts = await pages.AlertsAsync("limit=1000&rule=many_errors");
        await using var browser = await pages.OpenAsync("analyst", "/jobs/rare_error_code");
        var rows = browser.Page.Locator("section[aria-labelledby=snapshots] tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();
        var detections = (await pages.AskAsync("status")).GetProperty("detections").GetInt64();
        if (await rows.CountAsync() > 1)
        {
            await rows.Last.GetByRole(AriaRole.Button).ClickAsync();
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, forget what came later" }).ClickAsync();
        }
        else
        {
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Begin anew…" }).ClickAsync();
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, forget all" }).ClickAsync();
        }

        await Expect(browser.Page.GetByText(new Regex(@"\d+ snapshots? dropped"))).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await pages.Service.UntilAsync(async () => (await pages.AskAsync("status")).GetProperty("detections").GetInt64() > detections, "it has detected again");
        (await pages.AlertsAsync("limit=1000&rule=many_errors")).ShouldBe(alerts);
        (await pages.AskAsync("jobs/rare_error_code/snapshots")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_job_is_run_over_a_stretch_of_the_past()
    {
        await using var browser = await pages.OpenAsync("analyst", "/jobs/rare_error_code");
        await browser.Page.Locator("section[aria-labelledby=run] input[type=date]").First.FillAsync("2026-05-08");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        var said = browser.Page.Locator("section[aria-labelledby=run] p[role=status]").Last;
        await Expect(said).ToContainTextAsync("records", new() { Timeout = 60_000 });
        var kept = (await pages.AskAsync("anomalies?job=rare_error_code&from=2026-05-08&limit=1000")).GetProperty("items").GetArrayLength();
        await Expect(said).ToContainTextAsync($"{kept} records");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Filters_and_planned_work_are_checked_as_one_types_and_saved()
    {
        await using var browser = await pages.OpenAsync("analyst", "/jobs");
        await browser.Page.Locator("section[aria-labelledby=tuning] summary").ClickAsync();
        var editor = browser.Page.GetByLabel("Tuning in YAML");
        await editor.FillAsync("skip:\n  - comment: x\n    when: {no.such.field: [a]}\n");
        await Expect(browser.Page.Locator("section[aria-labelledby=tuning] .fault")).ToContainTextAsync("tuning.yaml:3:");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save the tuning" })).ToBeDisabledAsync();
        await editor.FillAsync("skip:\n  - comment: The scanner\n    jobs: [rare_region_for_an_identity]\n    when: {cloud.region: [eu-north-9]}\ncalendar:\n  - name: A move\n    jobs: [rare_region_for_an_identity]\n    from: 2020-01-01T06:00Z\n    to: 2020-01-02T06:00Z\n");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save the tuning" }).ClickAsync();
        await Expect(browser.Page.GetByText("The tuning is saved")).ToBeVisibleAsync();
        (await pages.AskAsync("tuning")).GetProperty("definition").GetString()!.ShouldContain("eu-north-9");
        await pages.Service.UntilAsync(async () =>
        {
            await browser.Page.GotoAsync("/jobs/rare_region_for_an_identity");
            await Expect(browser.Page.Locator("section[aria-labelledby=tuning] h2")).ToBeVisibleAsync();
            await Expect(browser.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            return await browser.Page.GetByText("The scanner", new() { Exact = true }).CountAsync() > 0;
        }, "the service has taken the tuning up");
        await Expect(browser.Page.GetByText("A move", new() { Exact = true })).ToBeVisibleAsync();
    }
}
