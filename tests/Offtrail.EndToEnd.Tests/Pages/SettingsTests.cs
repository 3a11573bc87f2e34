using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>What an administrator does.</summary>
[Collection(nameof(PagesCollection))]
public sealed class SettingsTests(PagesFixture pages)
{
    [Fact]
    public async Task A_user_is_made_gets_in_by_the_link_is_given_a_role_and_deleted()
    {
        await using var browser = await pages.OpenAsync("admin", "/settings/users");
        var page = browser.Page;
        await page.GetByLabel("Name").FillAsync("bo b");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the user" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("\"bo b\" is no name; right would be");
        await page.GetByLabel("Name").FillAsync("bob");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the user" }).ClickAsync();
        var link = await page.Locator("section[aria-labelledby=users] pre").InnerTextAsync();
        link.ShouldStartWith($"{pages.Service.Address}welcome?token=");
        await using (var his = await pages.OpenAsNobodyAsync(link))
        {
            await his.Page.GetByLabel("Password").FillAsync(PagesFixture.Password);
            await his.Page.GetByRole(AriaRole.Button, new() { Name = "Set it and sign in" }).ClickAsync();
            await Expect(his.Page.Locator(".who")).ToContainTextAsync("bob viewer");
        }

        await page.GetByLabel("Role of bob").SelectOptionAsync("analyst");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("bob is analyst and may sign in");
        (await UserAsync("bob")).GetProperty("role").GetString().ShouldBe("analyst");
        await page.GetByRole(AriaRole.Button, new() { Name = "Shut out bob" }).ClickAsync();
        await Expect(page.Locator("tr", new() { HasText = "bob" })).ToContainTextAsync("may not sign in");
        (await UserAsync("bob")).GetProperty("is_disabled").GetBoolean().ShouldBeTrue();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete bob" }).ClickAsync();
        (await UserAsync("bob")).ValueKind.ShouldBe(JsonValueKind.Object, "it is asked first");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByText("bob is deleted.")).ToBeVisibleAsync();
        (await UserAsync("bob")).ValueKind.ShouldBe(JsonValueKind.Undefined);
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=audit] tbody tr").First).ToContainTextAsync("user.delete");
        var entry = (await pages.AskAsAdminAsync("audit?limit=1")).GetProperty("items")[0];
        (entry.GetProperty("who").GetString(), entry.GetProperty("action").GetString(), entry.GetProperty("subject").GetString()).ShouldBe(("admin", "user.delete", "bob"));
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_key_is_made_works_and_is_revoked()
    {
        await using var browser = await pages.OpenAsync("admin", "/settings/keys");
        var page = browser.Page;
        await page.GetByLabel("What for").FillAsync("a <b>dashboard</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var key = await page.Locator("section[aria-labelledby=keys-list] pre").InnerTextAsync();
        using var program = pages.Service.Client(key);
        (await program.GetAsync("/api/v1/alerts?limit=1", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke a <b>dashboard</b>" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Expect(page.GetByText("is revoked.")).ToBeVisibleAsync();
        (await program.GetAsync("/api/v1/alerts?limit=1", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_sink_is_sent_a_test_and_what_went_wrong_is_said()
    {
        await using var browser = await pages.OpenAsync("admin", "/settings/sinks");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test to archive" }).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("archive has taken the test.");
        File.ReadLines(Path.Combine(pages.Work.Root, "sent.ndjson")).ShouldContain(line => line.Contains("test", StringComparison.OrdinalIgnoreCase));
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test to nowhere" }).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nowhere did not take the test");
        var archive = (await pages.AskAsync("sinks")).GetProperty("items").EnumerateArray().Single(s => s.GetProperty("id").GetString() == "archive");
        await Expect(browser.Page.Locator("tr", new() { HasText = "archive" }).Locator("td").Nth(1)).ToHaveTextAsync(archive.GetProperty("delivered").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task Others_see_the_sinks_alone_and_test_none()
    {
        await using var browser = await pages.OpenAsync("analyst", "/settings/users");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("are for administrators");
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Show the sinks" }).ClickAsync();
        await Expect(browser.Page.Locator("tr", new() { HasText = "archive" })).ToBeVisibleAsync();
        (await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).CountAsync()).ShouldBe(0);
    }

    private async Task<JsonElement> UserAsync(string name) => (await pages.AskAsAdminAsync("users")).GetProperty("items").EnumerateArray().FirstOrDefault(u => u.GetProperty("name").GetString() == name);
}
