using Microsoft.Playwright;

namespace Offtrail.EndToEnd.Tests;

/// <summary>A file or an address opened in the machine's own Chromium, which has no network for a file; the test is skipped where there is no Chromium. Nothing is downloaded.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] s_options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") Complaints.Add(message.Text); };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"a dialog: {dialog.Message}");
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions and dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What was asked for, the file itself first.</summary>
    public List<string> Requests { get; } = [];

    public static Task<BrowserPage> OpenAsync(string file) => OpenAsync(new Uri(file));

    public static async Task<BrowserPage> OpenAsync(Uri address)
    {
        var program = s_names.SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, n))).FirstOrDefault(File.Exists);
        if (program is null) Assert.Skip($"no {string.Join(", ", s_names)} in the path");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = s_options, Timeout = 60_000 });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = address.IsFile });
        var opened = new BrowserPage(playwright, browser, await context.NewPageAsync());
        await opened.Page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    /// <summary>The address of a file as the browser asks for it.</summary>
    public static string AddressOf(string file) => new Uri(file).AbsoluteUri;

    /// <summary>How far the page reaches beyond a window of this width, in pixels.</summary>
    public async Task<int> BeyondAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        return await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /// <summary>Opens all tables, as a reader would.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
