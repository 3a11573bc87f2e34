using Microsoft.Playwright;

namespace Offtrail.EndToEnd.Tests;

/// <summary>The machine's own Chromium, started once for several pages; the test is skipped where there is none. Nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] s_options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var program = s_names.SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, n))).FirstOrDefault(File.Exists);
        if (program is null) Assert.Skip($"no {string.Join(", ", s_names)} in the path");
        Assertions.SetDefaultExpectTimeout(20_000); // a machine with other tests at work
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = s_options, Timeout = 60_000 }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
