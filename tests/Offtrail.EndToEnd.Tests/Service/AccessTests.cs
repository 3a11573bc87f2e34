using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Every endpoint of the OpenAPI document answers exactly those who may use it.</summary>
[Collection(nameof(ApiCollection))]
public sealed class AccessTests(ApiFixture fixture)
{
    private static readonly string[] s_order = ["read", "work", "define", "administer"];

    [Fact]
    public async Task Every_endpoint_answers_exactly_those_who_may_use_it()
    {
        var endpoints = await EndpointsAsync();
        endpoints.Length.ShouldBeGreaterThan(40);
        var expired = await fixture.Service.KeyAsync("admin", "--expires-in", "1s");
        var scoped = await fixture.Service.KeyAsync("admin", "--scope", "read");
        var revoked = await fixture.Service.KeyAsync("admin");
        (await fixture.Work.RunAsync("keys", "revoke", revoked.Split('_')[1], "--data", fixture.Work.Data)).ShouldExit(0);
        (string Who, string? Key, string[] May)[] callers =
        [
            ("nobody", null, []), ("a viewer", fixture.Viewer, ["read"]), ("an analyst", fixture.Analyst, ["read", "work", "define"]), ("an admin", fixture.Admin, s_order),
            ("an expired key", expired, []), ("a revoked key", revoked, []), ("a key that only reads", scoped, ["read"]), ("a made-up key", "ot_0123456789ab_" + new string('x', 43), []),
        ];
        await fixture.Service.UntilAsync(async () =>
        {
            using var client = fixture.Service.Client(expired);
            return (await client.GetAsync("/api/v1/session", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.Unauthorized;
        }, "the key has expired");
        var faults = new List<string>();
        foreach (var (who, key, may) in callers)
        {
            using var client = fixture.Service.Client(key);
            foreach (var (method, path, permission) in endpoints)
            {
                using var request = new HttpRequestMessage(method, path.Replace("{id}", "0", StringComparison.Ordinal).Replace("{name}", "nobody-of-this-name", StringComparison.Ordinal));
                if (method != HttpMethod.Get && method != HttpMethod.Delete) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                var expected = permission is not null && !may.Contains(permission);
                if (permission is null ? answer.StatusCode == HttpStatusCode.Forbidden : refused != expected) faults.Add($"{who}: {method} {path} ({permission}) gave {(int)answer.StatusCode}");
                if (expected && refused && (answer.StatusCode == HttpStatusCode.Unauthorized) != (may.Length == 0)) faults.Add($"{who}: {method} {path} gave {(int)answer.StatusCode}, which is the other refusal");
                if ((int)answer.StatusCode >= 500) faults.Add($"{who}: {method} {path} gave {(int)answer.StatusCode}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_signing_in_asks_for_no_permission() =>
        (await EndpointsAsync()).Where(e => e.Permission is null).Select(e => $"{e.Method} {e.Path}").ShouldBe(["POST /api/v1/session", "POST /api/v1/session/link"], ignoreOrder: true);

    [Fact]
    public async Task What_changes_something_asks_for_more_than_reading()
    {
        string[] harmless = ["POST /api/v1/rules/validate", "DELETE /api/v1/session", "PUT /api/v1/alerts/filters/{name}", "DELETE /api/v1/alerts/filters/{name}"]; // and what one keeps for oneself
        (await EndpointsAsync()).Where(e => e.Method != HttpMethod.Get && e.Permission == "read").Select(e => $"{e.Method} {e.Path}").ShouldBe(harmless, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_no_endpoint_is_shut_to_nobody_and_missing_to_others()
    {
        using var nobody = fixture.Service.Client();
        using var viewer = fixture.Service.Client(fixture.Viewer);
        (await viewer.GetAsync("/api/v1/no-such-thing", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await nobody.GetAsync("/api/v1/no-such-thing", TestContext.Current.CancellationToken)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
    }

    private async Task<(HttpMethod Method, string Path, string? Permission)[]> EndpointsAsync()
    {
        using var client = fixture.Service.Client();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation =>
            (HttpMethod.Parse(operation.Name), path.Name, operation.Value.TryGetProperty("x-permission", out var permission) ? permission.GetString() : null)))];
    }
}
