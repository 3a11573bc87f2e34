using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Offtrail.Bench;

/// <summary>A service over a large lake and very many alerts: how fast its API and its pages answer, alone and with twenty people at once.</summary>
internal static partial class WebBench
{
    private const int RequestsASecond = 100;
    private const int People = 20;
    private const string Password = "a long enough password";

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(60);

    /// <summary>What people look at: a name, the address, and what is there when the main content is.</summary>
    private static readonly (string Name, string Address, string Shown)[] s_views =
    [
        ("alerts", "/alerts", "main [data-row]"), ("alerts, filtered", "/alerts?status=open&severity=high", "main [data-row], main .empty"), ("alerts, a text", "/alerts?text=in+account", "main [data-row], main .empty"),
        ("alert", "/alerts/{0}", "section[aria-labelledby=log]"), ("incidents", "/incidents", "main [data-row], main .empty"), ("explorer, 30 days", "/explorer?from={1}&to={2}", "main svg"),
        ("events", "/events", "main [data-row], main .empty"), ("overview", "/", "section[aria-labelledby=sources]"),
    ];

    public static async Task<int> RunAsync(string offtrail, string data)
    {
        using var service = Process.Start(new ProcessStartInfo("dotnet", [offtrail, "serve", "--data", data, "--listen", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        try
        {
            var (address, key) = (await AddressAsync(service).ConfigureAwait(false), Key(offtrail, data));
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            while (!(await client.GetAsync(new Uri("/health/ready", UriKind.Relative)).ConfigureAwait(false)).IsSuccessStatusCode) await Task.Delay(500).ConfigureAwait(false);
            var alerts = (await client.GetFromJsonAsync<JsonElement>("/api/v1/alerts?limit=50").ConfigureAwait(false)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()!).ToArray();
            await AskAsync(client, alerts).ConfigureAwait(false);
            Say($"service  {Measured.PeakOf(service.Id):0} MB at most (at most 700)");
            var newest = (await client.GetFromJsonAsync<JsonElement>("/api/v1/status").ConfigureAwait(false)).GetProperty("newest_event_at").GetDateTimeOffset();
            await LookAsync(client, address, [.. s_views.Select(v => (v.Name, string.Format(CultureInfo.InvariantCulture, v.Address, alerts[0], Time(newest.AddDays(-30)), Time(newest)), v.Shown))]).ConfigureAwait(false);
            Say($"service  {Measured.PeakOf(service.Id):0} MB at most (at most 1000)");
            return 0;
        }
        finally
        {
            service.Kill(entireProcessTree: true);
        }

        static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Requests at a steady pace, whether those before have been answered or not: what waits counts as waiting.</summary>
    private static async Task AskAsync(HttpClient client, string[] alerts)
    {
        string[] paths = ["alerts?limit=50", $"alerts/{alerts[0]}", "rules", "alerts?status=open&least_score=95&limit=50"];
        await AtPaceAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false); // what is compiled late
        var times = await AtPaceAsync(s_time).ConfigureAwait(false);
        Say($"API      {RequestsASecond} requests a second over alert list, alert, rules, a filtered list: median {Of(times, .5):0.0} ms, 95th percentile {Of(times, .95):0.0} ms (at most 100), longest {times.Max():0.0} ms");

        async Task<double[]> AtPaceAsync(TimeSpan time)
        {
            var clock = Stopwatch.StartNew();
            var asked = Enumerable.Range(0, (int)(time.TotalSeconds * RequestsASecond)).Select(async n =>
            {
                var due = TimeSpan.FromSeconds((double)n / RequestsASecond);
                if (due - clock.Elapsed is { Ticks: > 0 } early) await Task.Delay(early).ConfigureAwait(false);
                using var answer = await client.GetAsync(new Uri($"/api/v1/{paths[n % paths.Length]}", UriKind.Relative)).ConfigureAwait(false);
                answer.EnsureSuccessStatusCode();
                return (clock.Elapsed - due).TotalMilliseconds;
            });
            return await Task.WhenAll(asked).ConfigureAwait(false);
        }
    }

    private static async Task LookAsync(HttpClient client, Uri address, (string Name, string Address, string Shown)[] views)
    {
        var made = await (await client.PostAsJsonAsync("/api/v1/users", new { name = "bench", role = "analyst" }).ConfigureAwait(false)).Content.ReadFromJsonAsync<JsonElement>().ConfigureAwait(false);
        var token = made.TryGetProperty("token", out var first) ? first.GetString() : (await (await client.PostAsync(new Uri("/api/v1/users/bench/link", UriKind.Relative), null).ConfigureAwait(false)).Content.ReadFromJsonAsync<JsonElement>().ConfigureAwait(false)).GetProperty("token").GetString();
        using var playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"] }).ConfigureAwait(false);
        await using var door = await browser.NewContextAsync(new() { BaseURL = address.ToString() }).ConfigureAwait(false);
        (await door.APIRequest.PostAsync("/api/v1/session/link", new() { DataObject = new { token, password = Password } }).ConfigureAwait(false)).Ok.ToString();
        var session = await door.StorageStateAsync().ConfigureAwait(false);
        var alone = await door.NewPageAsync().ConfigureAwait(false);
        foreach (var (name, path, shown) in views)
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++) times.Add(await OpenAsync(alone, path, shown).ConfigureAwait(false));
            Say($"alone    {name,-20} median {Measured.Median(times):0} ms, longest {times.Max():0} ms (at most 1500)");
        }

        var all = new List<double>[views.Length];
        for (var i = 0; i < views.Length; i++) all[i] = [];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            await using var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), StorageState = session }).ConfigureAwait(false);
            var page = await context.NewPageAsync().ConfigureAwait(false);
            for (var step = person; clock.Elapsed < s_time; step++)
            {
                var view = step % views.Length;
                var time = await OpenAsync(page, views[view].Address, views[view].Shown).ConfigureAwait(false);
                lock (all[view]) all[view].Add(time);
                await Task.Delay(TimeSpan.FromSeconds(5)).ConfigureAwait(false); // somebody reads
            }
        })).ConfigureAwait(false);
        for (var i = 0; i < views.Length; i++)
            if (all[i].Count > 0) Say($"{People} people {views[i].Name,-20} median {Measured.Median(all[i]):0} ms, 95th percentile {Of([.. all[i]], .95):0} ms (at most 2500)");
    }

    private static async Task<double> OpenAsync(IPage page, string path, string shown)
    {
        var clock = Stopwatch.StartNew();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit, Timeout = 120_000 }).ConfigureAwait(false);
        await page.Locator(shown).First.WaitForAsync(new() { Timeout = 120_000 }).ConfigureAwait(false);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static string Key(string offtrail, string data)
    {
        using var made = Process.Start(new ProcessStartInfo("dotnet", [offtrail, "keys", "create", "--name", "bench", "--role", "admin", "--data", data]) { RedirectStandardOutput = true })!;
        return made.StandardOutput.ReadToEnd().Trim();
    }

    private static async Task<Uri> AddressAsync(Process service)
    {
        _ = service.StandardOutput.ReadToEndAsync();
        while (await service.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (ListensOn().Match(line) is not { Success: true } match) continue;
            _ = service.StandardError.ReadToEndAsync();
            return new Uri(match.Groups[1].Value);
        }

        throw new InvalidOperationException("the service ended before it listened");
    }

    private static double Of(double[] values, double quantile)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"listens on (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListensOn();
}
