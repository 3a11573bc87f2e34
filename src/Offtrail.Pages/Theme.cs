using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;

namespace Offtrail.Pages;

/// <summary>
/// The colours and letters of the pages, light and dark. MudBlazor would write them into each page as an element of style, which the pages' policy does not
/// allow; so its provider is asked for them once, and they are served as a file. The element <c>html</c> says which one holds (<c>data-theme</c>); without that, the system does.
/// </summary>
internal static partial class Theme
{
    private static readonly string[] s_letters = ["system-ui", "Segoe UI", "Roboto", "sans-serif"];

    private static readonly MudTheme s_theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#1b222c",
            TextSecondary = "#525c6b",
            LinesDefault = "#d8dde4",
            Divider = "#d8dde4",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b222c",
            ActionDefault = "#525c6b",
            Success = "#1a7f37",
            Warning = "#8a5a00",
            Error = "#b3202c",
            Info = "#1f5fbf",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7fb0f5",
            PrimaryContrastText = "#0d1420",
            Background = "#11151b",
            Surface = "#1a2029",
            TextPrimary = "#e6e9ee",
            TextSecondary = "#a3adbb",
            LinesDefault = "#333c49",
            Divider = "#333c49",
            AppbarBackground = "#1a2029",
            AppbarText = "#e6e9ee",
            ActionDefault = "#a3adbb",
            Success = "#6fd08c",
            Warning = "#e3b341",
            Error = "#ff8f98",
            Info = "#7fb0f5",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_letters, FontSize = ".875rem" },
            Button = new ButtonTypography { FontFamily = s_letters, TextTransform = "none", FontSize = ".875rem", FontWeight = "600", LetterSpacing = "0" },
        },
    };

    /// <summary>The style sheet.</summary>
    public static string Css()
    {
        var (light, dark) = (Variables(isDark: false), Variables(isDark: true));
        return $":root{{{light}}}\n:root[data-theme=dark]{{{dark}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n";
    }

    private static string Variables(bool isDark)
    {
        using var services = new ServiceCollection().AddLogging().AddMudServices().AddScoped<IJSRuntime, NoBrowser>().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(MudThemeProvider.Theme)] = s_theme, [nameof(MudThemeProvider.IsDarkMode)] = isDark, [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false };
            return (await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(parameters)).ConfigureAwait(true)).ToHtmlString();
        }).GetAwaiter().GetResult(); // nothing in it waits
        return Root().Match(html).Groups[1].Value;
    }

    [GeneratedRegex(@":root\s*\{([^}]*)\}")]
    private static partial Regex Root();

    /// <summary>There is no browser yet, and the provider does not ask one before it is shown.</summary>
    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => default;

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }
}
