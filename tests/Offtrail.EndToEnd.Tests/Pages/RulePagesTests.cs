using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>An analyst switches, tries, changes, duplicates and deletes rules, and looks after exceptions.</summary>
[Collection(nameof(PagesCollection))]
public sealed class RulePagesTests(PagesFixture pages)
{
    [Fact]
    public async Task The_list_is_that_of_the_API_and_a_rule_is_switched_off_and_on()
    {
        await using var browser = await pages.OpenAsync("analyst", "/rules");
        var rules = (await pages.AskAsync("rules")).GetProperty("items");
        await Expect(browser.Page.Locator("tr[data-row]")).ToHaveCountAsync(rules.GetArrayLength());
        var button = browser.Page.Locator("tr:has(a[href='/rules/rare_error_code']) [role=switch]");
        await Expect(button).ToHaveAttributeAsync("aria-checked", "true");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-checked", "false");
        (await pages.AskAsync("rules/rare_error_code")).GetProperty("rule").GetProperty("enabled").GetBoolean().ShouldBeFalse();
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-checked", "true");
        (await pages.AskAsync("rules/rare_error_code")).GetProperty("rule").GetProperty("enabled").GetBoolean().ShouldBeTrue();
        await browser.Page.GetByRole(AriaRole.Searchbox).FillAsync("region");
        await browser.Page.Keyboard.PressAsync("Enter");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("text=region"));
        await Expect(browser.Page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_copy_is_made_checked_as_one_types_tried_saved_compared_and_deleted()
    {
        await using var browser = await pages.OpenAsync("analyst", "/rules/many_errors");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Duplicate…" }).ClickAsync();
        await browser.Page.GetByLabel("Id of the new rule").FillAsync("copied_rule");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Duplicate", Exact = true }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/rules/copied_rule$"));
        var editor = browser.Page.GetByLabel("Definition in YAML");
        await Expect(editor).ToHaveValueAsync(new Regex("id: copied_rule"));
        var text = await editor.InputValueAsync();
        await editor.FillAsync(text.Replace("anomaly_threshold: 1", "anomaly_threshold: many", StringComparison.Ordinal));
        await Expect(browser.Page.Locator("#checked")).ToHaveTextAsync(new Regex(@"^Line \d+, column \d+:.*anomaly_threshold"));
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeDisabledAsync();
        await editor.FillAsync(text.Replace("anomaly_threshold: 1", "anomaly_threshold: 60", StringComparison.Ordinal));
        await Expect(browser.Page.Locator("#checked")).ToHaveTextAsync("This is right.");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Test this draft" }).ClickAsync();
        await Expect(browser.Page.GetByText(new Regex(@"It would have raised \d+ alerts?"))).ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await pages.AskAsync("rules/copied_rule")).GetProperty("rule").GetProperty("anomaly_threshold").GetInt32().ShouldBe(1, "a test saves nothing");
        await browser.Page.GetByLabel("Note").FillAsync("fewer of them");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(browser.Page.GetByText("It is saved")).ToBeVisibleAsync();
        var saved = (await pages.AskAsync("rules/copied_rule")).GetProperty("rule");
        (saved.GetProperty("anomaly_threshold").GetInt32(), saved.GetProperty("version").GetInt32()).ShouldBe((60, 2));
        await browser.Page.Locator("section[aria-labelledby=versions] summary").First.ClickAsync();
        await Expect(browser.Page.Locator("pre.diff ins").Filter(new() { HasText = "anomaly_threshold: 60" })).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("pre.diff del").Filter(new() { HasText = "anomaly_threshold: 1" })).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete it" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/rules$"));
        (await pages.AskAsync("rules")).GetProperty("items").EnumerateArray().ShouldNotContain(r => r.GetProperty("id").GetString() == "copied_rule");
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Runs_of_a_rule_are_those_of_the_API()
    {
        await using var browser = await pages.OpenAsync("viewer", "/rules/many_errors");
        var runs = (await pages.AskAsync("rules/many_errors/runs?limit=15")).GetProperty("items");
        runs.GetArrayLength().ShouldBeGreaterThan(5);
        await Expect(browser.Page.Locator("#runs")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(browser.Page.Locator("section[aria-labelledby=runs] tbody tr")).ToHaveCountAsync(runs.GetArrayLength());
        await Expect(browser.Page.GetByText("Gaps")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Exceptions_are_checked_as_one_types_listed_and_deleted_one_by_one()
    {
        const string Known = "exceptions:\n  # the first\n  - comment: 'the <b>scanner</b>'\n    rules: [rare_region_for_an_identity]\n    when: 'event.action: Scan1'\n  # the second\n  - comment: over\n    when: 'event.action: Scan2'\n    until: 2020-01-01\n";
        await using var browser = await pages.OpenAsync("analyst", "/rules");
        await browser.Page.Locator("section[aria-labelledby=exceptions] summary").ClickAsync();
        var editor = browser.Page.GetByLabel("Exceptions in YAML");
        var before = await editor.InputValueAsync();
        var others = (await browser.Page.Locator("section[aria-labelledby=exceptions] tbody tr").CountAsync());
        await editor.FillAsync("exceptions:\n  - whenn: x\n");
        await Expect(browser.Page.GetByText(new Regex("exceptions.yaml:2:"))).ToBeVisibleAsync();
        await editor.FillAsync(others == 0 ? Known : before + Known["exceptions:\n".Length..]);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Save the exceptions" }).ClickAsync();
        await Expect(browser.Page.GetByText("The exceptions are saved.")).ToBeVisibleAsync();
        await Expect(browser.Page.Locator("section[aria-labelledby=exceptions] tbody tr")).ToHaveCountAsync(others + 2);
        await Expect(browser.Page.Locator("section[aria-labelledby=exceptions] .badge.over")).ToBeVisibleAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the exception the <b>scanner</b>" }).ClickAsync();
        await Expect(browser.Page.Locator("section[aria-labelledby=exceptions] tbody tr")).ToHaveCountAsync(others + 1);
        var left = (await pages.AskAsync("exceptions")).GetProperty("definition").GetString()!;
        left.ShouldNotContain("Scan1");
        left.ShouldContain("# the second\n  - comment: over\n    when: 'event.action: Scan2'");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the exception over" }).ClickAsync();
        await Expect(browser.Page.Locator("section[aria-labelledby=exceptions] tbody tr")).ToHaveCountAsync(others);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_backtest_runs_as_an_operation_and_its_figures_are_those_of_the_API()
    {
        await using var browser = await pages.OpenAsync("analyst", "/backtest");
        await browser.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Many errors" }).CheckAsync();
        await browser.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Rare AWS Error Code", Exact = false }).First.CheckAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Count" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("operation="));
        await Expect(browser.Page.Locator("#byrule")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var operation = await pages.AskAsync($"operations/{Regex.Match(browser.Page.Url, "operation=([^&]+)").Groups[1].Value}");
        operation.GetProperty("progress").GetDouble().ShouldBe(1);
        var rules = operation.GetProperty("result").GetProperty("rules").EnumerateArray().ToArray();
        rules.Length.ShouldBe(2);
        foreach (var threshold in new[] { 50, 10, 90 })
        {
            await browser.Page.Locator("#threshold").EvaluateAsync("(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }", threshold);
            await Expect(browser.Page.Locator("#byrule")).ToContainTextAsync($"at threshold {threshold}");
            foreach (var rule in rules)
            {
                var alerts = rule.GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("threshold").GetInt32() == threshold).GetProperty("alerts").GetInt64();
                await Expect(browser.Page.Locator($"tr[data-row]:has(a[href='/rules/{rule.GetProperty("rule_id").GetString()}']) td").Nth(2)).ToHaveTextAsync(alerts.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        await browser.Page.ReloadAsync();
        await Expect(browser.Page.Locator("#byrule")).ToBeVisibleAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
        await browser.Page.GotoAsync("/jobs/rare_error_code");
        await Expect(browser.Page.Locator("section[aria-labelledby=calibration] svg")).ToBeVisibleAsync();
    }
}
