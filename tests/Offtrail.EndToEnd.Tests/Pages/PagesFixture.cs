using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Offtrail.EndToEnd.Tests.Service;

namespace Offtrail.EndToEnd.Tests.Pages;

/// <summary>The tests that share one service and one browser.</summary>
[CollectionDefinition(nameof(PagesCollection))]
public sealed class PagesCollection : ICollectionFixture<PagesFixture>;

/// <summary>One service with thirty alerts, of which one is made of attacks on the page that shows it and five are two stories of their own, a broken record, two sinks, and one browser for all tests of the pages.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    public const string Password = "a long enough password";

    private readonly ApiFixture _api = new(work =>
    {
        work.Write("more.json", [.. Attack.Records(), .. Stories.Records()]);
        work.Write("broken.json", $$"""{"Records": [{"eventVersion": "1.08", "eventTime": "yesterday", "userAgent": "{{Attack.Broken}}"}]}""");
        Directory.CreateDirectory(work.Data);
        File.WriteAllText(Path.Combine(work.Data, "sinks.yaml"), """
            sinks:
              - {id: archive, type: file, path: {{work.Root}}/sent.ndjson}
              - {id: nowhere, type: file, path: {{work.Trail}}/broken.json/sent.ndjson, least_score: 100}
            """.Replace("{{work.Root}}", work.Root, StringComparison.Ordinal).Replace("{{work.Trail}}", work.Trail, StringComparison.Ordinal));
    });

    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private Chromium? _chromium;

    internal RunningService Service => _api.Service;

    internal Workspace Work => _api.Work;

    public async ValueTask InitializeAsync()
    {
        await _api.InitializeAsync();
        foreach (var role in new[] { "viewer", "analyst", "admin" }) await AddUserAsync(role, role);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        await _api.DisposeAsync();
    }

    /// <summary>Makes a user with the password of the tests.</summary>
    public async Task AddUserAsync(string name, string role)
    {
        using var admin = Service.Client(_api.Admin);
        var made = name == "admin" ? Service.Token : (await (await admin.PostAsync("/api/v1/users", RunningService.Json(new JsonObject { ["name"] = name, ["role"] = role }))).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        using var nobody = Service.Client();
        (await nobody.PostAsync("/api/v1/session/link", RunningService.Json(new JsonObject { ["token"] = made, ["password"] = Password }))).EnsureSuccessStatusCode();
    }

    /// <summary>A page of somebody who is not signed in.</summary>
    internal async Task<BrowserPage> OpenAsNobodyAsync(string address, ColorScheme scheme = ColorScheme.Light) => await PageAsync(null, address, scheme);

    /// <summary>A page of somebody who signed in.</summary>
    internal async Task<BrowserPage> OpenAsync(string name, string address, ColorScheme scheme = ColorScheme.Light)
    {
        if (!_sessions.TryGetValue(name, out var session))
        {
            await using var door = await OpenAsNobodyAsync("/sign-in");
            (await door.Page.Context.APIRequest.PostAsync("/api/v1/session", new() { DataObject = new { name, password = Password } })).Status.ShouldBe(200);
            _sessions[name] = session = await door.Page.Context.StorageStateAsync();
        }

        return await PageAsync(session, address, scheme);
    }

    internal static async Task SignInAsync(BrowserPage door, string name, string password)
    {
        await door.Page.GetByLabel("Name").FillAsync(name);
        await door.Page.GetByLabel("Password").FillAsync(password);
        await door.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>What the API says, to an analyst.</summary>
    internal Task<JsonElement> AskAsync(string path) => AskAsync(path, _api.Analyst);

    /// <summary>What the API says, to an administrator.</summary>
    internal Task<JsonElement> AskAsAdminAsync(string path) => AskAsync(path, _api.Admin);

    /// <summary>The ids of alerts, those raised last first.</summary>
    internal async Task<string[]> AlertsAsync(string query) => [.. (await AskAsync($"alerts?{query}")).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];

    /// <summary>The ids of incidents, the highest rank first.</summary>
    internal async Task<string[]> IncidentsAsync(string query) => [.. (await AskAsync($"incidents?{query}")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];

    /// <summary>The ids of events, the newest first.</summary>
    internal async Task<string[]> EventsAsync(string query) => [.. (await AskAsync($"events?{query}")).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("event").GetProperty("id").GetString()!)];

    private async Task<JsonElement> AskAsync(string path, string key)
    {
        using var client = Service.Client(key);
        return await client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", TestContext.Current.CancellationToken);
    }

    private async Task<BrowserPage> PageAsync(string? session, string address, ColorScheme scheme)
    {
        _chromium ??= await Chromium.StartAsync();
        var context = await _chromium.Browser.NewContextAsync(new() { StorageState = session, ColorScheme = scheme, TimezoneId = "Asia/Kolkata", ViewportSize = new() { Width = 1280, Height = 900 }, BaseURL = Service.Address.ToString() });
        var page = await BrowserPage.InAsync(context);
        await page.Page.GotoAsync(address);
        return page;
    }
}
