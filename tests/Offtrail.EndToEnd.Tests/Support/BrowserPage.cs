using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Offtrail.EndToEnd.Tests;

/// <summary>A file or an address opened in Chromium, which has no network for a file.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly Lazy<string> s_axe = new(() => new BundledAxeScriptProvider().GetScript());

    private readonly Chromium? _own;

    private BrowserPage(Chromium? own, IPage page)
    {
        (_own, Page) = (own, page);
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

    /// <summary>Opens it in a browser of its own.</summary>
    public static async Task<BrowserPage> OpenAsync(Uri address)
    {
        var chromium = await Chromium.StartAsync();
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { Offline = address.IsFile });
        var opened = new BrowserPage(chromium, await context.NewPageAsync());
        await opened.Page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    /// <summary>An empty page of a browser that others use too.</summary>
    public static async Task<BrowserPage> InAsync(IBrowserContext context) => new(null, await context.NewPageAsync());

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

    /// <summary>Asks axe whether everybody can read it: the script of its package, run in the page itself, which takes a quarter of the time that the package's own way takes.</summary>
    public async Task ShouldBeReadableAsync()
    {
        await Page.EvaluateAsync(s_axe.Value);
        var found = await Page.EvaluateAsync<string[]>("""
            async () => {
              const found = await axe.run(document);
              const bad = found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => `${v.id}: ${v.help}; ${v.nodes[0].html}`);
              return found.passes.length ? bad : ['axe looked at nothing'];
            }
            """);
        found.ShouldBeEmpty();
    }

    /// <summary>Nothing was complained about, which includes what the page's policy forbids, and nothing was asked for elsewhere.</summary>
    public void ShouldBeQuiet(Uri service)
    {
        Complaints.ShouldBeEmpty();
        Requests.Where(url => !url.StartsWith(service.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is null) await Page.Context.DisposeAsync();
        else await _own.DisposeAsync();
    }
}
