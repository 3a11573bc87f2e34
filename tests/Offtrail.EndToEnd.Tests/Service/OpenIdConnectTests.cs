using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Signing in at another provider, a real one, by OpenID Connect.</summary>
public sealed class OpenIdConnectTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_the_provider_knows_is_let_in_with_the_role_of_their_groups_and_without_a_password()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        using var work = new Workspace();
        await using var service = await StartAsync(work, provider);
        using var client = service.Client();
        (await client.GetStringAsync("/sign-in?to=/alerts", Cancelled)).ShouldContain("Sign in with Example");
        provider.Person = ("s-1", "ana", ["staff", "soc"]);
        var end = await client.GetAsync("/sign-in/other?to=/alerts", Cancelled);
        end.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/alerts", await end.Content.ReadAsStringAsync(Cancelled));
        provider.Verified.ShouldBe(1, "PKCE");
        (await RoleAsync(client)).ShouldBe("ana analyst");
        provider.Person = ("s-1", "ana", ["security-admins"]);
        await client.GetAsync("/sign-in/other", Cancelled);
        (await RoleAsync(client)).ShouldBe("ana admin");
        var users = await client.GetFromJsonAsync<JsonElement>("/api/v1/users", Cancelled);
        users.GetProperty("items").EnumerateArray().Single(u => u.GetProperty("name").GetString() == "ana").GetProperty("has_password").GetBoolean().ShouldBeFalse();
        var audit = (await client.GetFromJsonAsync<JsonElement>("/api/v1/audit", Cancelled)).GetProperty("items").EnumerateArray().Select(a => $"{a.GetProperty("who")} {a.GetProperty("action")} {a.GetProperty("subject")} {a.GetProperty("detail")}").ToArray();
        audit.ShouldBe(["ana session.begin ana by Example", "ana user.change ana role admin, by Example", "ana session.begin ana by Example", "ana user.create ana role analyst, by Example"]);
    }

    [Fact]
    public async Task Who_is_in_no_group_in_a_refused_one_disabled_or_bears_anothers_name_stays_out_and_is_told_why()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        using var work = new Workspace();
        await using var service = await StartAsync(work, provider);
        (await RefusalAsync(service, provider, ("s-1", "ana", []))).ShouldContain("no value of the claim groups lets in");
        (await RefusalAsync(service, provider, ("s-1", "ana", ["soc", "contractors"]))).ShouldContain("contractors");
        (await RefusalAsync(service, provider, ("s-1", null, ["soc"]))).ShouldContain("preferred_username");
        (await RefusalAsync(service, provider, ("s-1", "<b>ana</b>", ["soc"]))).ShouldContain("is no name");
        (await RefusalAsync(service, provider, ("s-9", "admin", ["security-admins"]))).ShouldContain("another user admin");
        (await RefusalAsync(service, provider, null)).ShouldContain("did not let you in");
        using var client = service.Client();
        provider.Person = ("s-2", "ben", ["soc"]);
        await client.GetAsync("/sign-in/other", Cancelled);
        (await RoleAsync(client)).ShouldBe("ben analyst");
        (await work.RunAsync("users", "change", "ben", "--disable", "--data", work.Data)).ShouldExit(0);
        (await client.GetAsync("/api/v1/session", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session has ended");
        (await RefusalAsync(service, provider, ("s-2", "ben", ["soc"]))).ShouldContain("disabled");
        service.Token.ShouldNotBeNull("there is no administrator yet");
    }

    [Fact]
    public async Task A_wrong_secret_a_provider_that_is_gone_and_an_answer_that_nobody_asked_for_are_told()
    {
        using var work = new Workspace();
        var provider = await OpenIdProvider.StartAsync();
        await using var service = await StartAsync(work, provider);
        provider.Person = ("s-1", "ana", ["soc"]);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "oidc.secret"), "another", Cancelled);
        (await RefusalAsync(service, provider, provider.Person)).ShouldContain("Signing in with Example failed");
        service.Log.ShouldContain("invalid_client");
        File.Delete(Path.Combine(work.Data, "oidc.secret"));
        (await RefusalAsync(service, provider, provider.Person)).ShouldContain("secret can&#x27;t be read");
        service.Log.ShouldContain("oidc.secret is not there");
        using (var client = service.Client())
        {
            var foreign = await client.GetAsync("/sign-in/callback?code=abc&state=def", Cancelled);
            foreign.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await client.GetAsync("/sign-in/other?to=https://evil.example/", Cancelled)).RequestMessage!.RequestUri!.Host.ShouldBe("127.0.0.1");
        }

        await provider.DisposeAsync();
        using var other = new Workspace();
        await ConfigureAsync(other, "http://127.0.0.1:9"); // where nobody listens
        await using var later = await RunningService.StartAsync(other);
        using var alone = later.Client();
        var gone = await alone.GetAsync("/sign-in/other", Cancelled);
        gone.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await gone.Content.ReadAsStringAsync(Cancelled)).ShouldContain("be reached");
        (await alone.GetAsync("/health/live", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{client_id: a, roles: {viewer: ['*']}}", "authority", "missing")]
    [InlineData("{authority: 'http://login.example.com', client_id: a, roles: {viewer: ['*']}}", "is no address with https", "https://login.example.com")]
    [InlineData("{authority: 'https://login.example.com', client_id: a}", "roles", "analyst:")]
    [InlineData("{authority: 'https://login.example.com', client_id: a, roles: {boss: [x]}}", "boss", "offtrail.yaml:1:")]
    [InlineData("{authority: 'https://login.example.com', client_id: a, roles: {viewer: ['*']}, scopes: [profile]}", "openid", "offtrail.yaml:1:")]
    public async Task A_wrong_configuration_of_it_is_told_with_its_place(string oidc, string what, string more)
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), $"oidc: {oidc}\n", Cancelled);
        (await work.RunAsync("serve", "--check", "--data", work.Data)).ShouldExit(2).ShouldSay(what, more);
    }

    [Fact]
    public async Task In_a_browser_one_comes_back_to_where_one_wanted_and_can_sign_out_here_and_there()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        using var work = new Workspace();
        await using var service = await StartAsync(work, provider);
        provider.Person = ("s-1", "ana", ["soc"]);
        var wanted = new Uri(service.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)); // so that the provider is another site
        await using var browser = await BrowserPage.OpenAsync(new Uri(wanted, "alerts?status=open"));
        await browser.ShouldBeReadableAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Uri(wanted, "alerts?status=open").ToString());
        await Expect(browser.Page.Locator(".who")).ToHaveTextAsync("ana analyst");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Sign out there too" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/sign-in"));
        provider.SignOuts.ShouldBe(1);
        browser.Complaints.ShouldBeEmpty();
    }

    private static async Task<RunningService> StartAsync(Workspace work, OpenIdProvider provider)
    {
        await ConfigureAsync(work, provider.Address);
        return await RunningService.StartAsync(work);
    }

    private static async Task ConfigureAsync(Workspace work, string authority)
    {
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "oidc.secret"), OpenIdProvider.Secret + "\n", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), $$"""
            oidc:
              authority: {{authority}}
              client_id: {{OpenIdProvider.ClientId}}
              client_secret: {file: oidc.secret}
              name: Example
              roles: {admin: [security-admins], analyst: [soc]}
              refused: [contractors]

            """, Cancelled);
    }

    private static async Task<string> RefusalAsync(RunningService service, OpenIdProvider provider, (string, string?, string[])? person)
    {
        provider.Person = person;
        using var client = service.Client();
        var answer = await client.GetAsync("/sign-in/other", Cancelled);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized);
        (await client.GetAsync("/api/v1/session", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private static async Task<string> RoleAsync(HttpClient client)
    {
        var session = await client.GetFromJsonAsync<JsonElement>("/api/v1/session", Cancelled);
        return $"{session.GetProperty("name")} {session.GetProperty("role")}";
    }
}
