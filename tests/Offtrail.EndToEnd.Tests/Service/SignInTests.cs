using System.Net;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>How people get in, and how they do not.</summary>
public sealed class SignInTests
{
    private const string Password = "a long enough password";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_link_makes_the_administrator_once_and_the_session_ends_with_the_role()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client();
        var token = service.Token.ShouldNotBeNull();
        (await LinkAsync(client, token, "short")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await LinkAsync(client, "another", Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await LinkAsync(client, token, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LinkAsync(client, token, Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a link works once");
        (await client.GetAsync("/api/v1/users", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK, "the cookie lets in");
        (await work.RunAsync("users", "add", "ben", "--role", "admin", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("users", "change", "admin", "--role", "viewer", "--data", work.Data)).ShouldExit(0);
        (await client.GetAsync("/api/v1/users", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "another role ends the session");
        (await SignInAsync(client, "admin", Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/users", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.DeleteAsync("/api/v1/session", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync("/api/v1/session", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await work.RunAsync("users", "remove", "ben", "--data", work.Data)).ShouldExit(2).ShouldSay("only administrator");
    }

    [Fact]
    public async Task Wrong_passwords_lock_out_and_too_many_requests_are_turned_away()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client();
        (await LinkAsync(client, service.Token!, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++) (await SignInAsync(client, "admin", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(client, "admin", Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "locked out");
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++) codes.Add((await SignInAsync(client, "nobody", "wrong")).StatusCode);
        codes.ShouldContain(HttpStatusCode.TooManyRequests);
        var log = service.Log;
        log.ShouldNotContain(Password);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://elsewhere.example", false)]
    public async Task A_change_that_another_sites_page_sends_is_refused(string header, string value, bool taken)
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client();
        (await LinkAsync(client, service.Token!, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users") { Content = RunningService.Json(new JsonObject { ["name"] = "eve", ["role"] = "admin" }) };
        request.Headers.Add(header, value);
        (await client.SendAsync(request, Cancelled)).StatusCode.ShouldBe(taken ? HttpStatusCode.Created : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_welcome_page_sets_the_password_without_a_script()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartAsync(work);
        using var client = service.Client();
        var page = await client.GetAsync($"/welcome?token={service.Token}", Cancelled);
        (await page.Content.ReadAsStringAsync(Cancelled)).ShouldContain("<form");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await (await client.GetAsync("/welcome?token=%22%3E%3Cscript%3E", Cancelled)).Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("<script>");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", service.Token!), KeyValuePair.Create("password", Password)]);
        (await client.PostAsync("/welcome", form, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/session", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> LinkAsync(HttpClient client, string token, string password) =>
        client.PostAsync("/api/v1/session/link", RunningService.Json(new JsonObject { ["token"] = token, ["password"] = password }), Cancelled);

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        client.PostAsync("/api/v1/session", RunningService.Json(new JsonObject { ["name"] = name, ["password"] = password }), Cancelled);
}
