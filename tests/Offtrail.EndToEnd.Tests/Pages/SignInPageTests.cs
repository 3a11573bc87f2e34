using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Pages;

[Collection(nameof(PagesCollection))]
public sealed class SignInPageTests(PagesFixture pages)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_signs_in_goes_on_to_where_one_wanted_and_signs_out()
    {
        await using var browser = await pages.OpenAsNobodyAsync("/alerts?status=open");
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/sign-in"));
        browser.Page.Url.ShouldContain("to=%2Falerts%3Fstatus%3Dopen");
        await browser.ShouldBeReadableAsync();
        browser.ShouldBeQuiet(pages.Service.Address);
        await PagesFixture.SignInAsync(browser, "viewer", "wrong");
        await Expect(browser.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name or password is wrong");
        browser.Complaints.Clear(); // the browser's own word on the status 401
        await PagesFixture.SignInAsync(browser, "viewer", PagesFixture.Password);
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}alerts?status=open");
        await Expect(browser.Page.Locator(".who")).ToHaveTextAsync("viewer viewer");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync($"{pages.Service.Address}sign-in");
        (await browser.Page.Context.APIRequest.GetAsync("/api/v1/session")).Status.ShouldBe(401);
        browser.ShouldBeQuiet(pages.Service.Address);
    }

    [Fact]
    public async Task A_link_in_a_mail_leads_who_is_signed_in_to_what_it_names()
    {
        var id = (await pages.AlertsAsync("text=New180"))[0];
        await using var browser = await pages.OpenAsync("viewer", "about:blank"); // another site
        await browser.Page.SetContentAsync($"<a href='{pages.Service.Address}alerts/{id}'>an alert</a>");
        await browser.Page.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("New180");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    public async Task The_form_leads_nobody_elsewhere(string to)
    {
        using var client = pages.Service.Client();
        (await client.GetStringAsync($"/sign-in?to={Uri.EscapeDataString(to)}", Cancelled)).ShouldContain("name=\"to\" value=\"/\"");
    }

    [Fact]
    public async Task Another_sites_page_can_not_open_the_connection_of_a_page()
    {
        using var client = pages.Service.Client();
        (await client.PostAsync("/api/v1/session", Service.RunningService.Json(new JsonObject { ["name"] = "viewer", ["password"] = PagesFixture.Password }), Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.Add("Origin", "http://127.0.0.1:1");
        (await client.SendAsync(request, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
