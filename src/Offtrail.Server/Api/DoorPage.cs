using System.Text.Encodings.Web;

namespace Offtrail.Server;

/// <summary>What one sees before one is let in: plain HTML and a style, no script.</summary>
internal static class DoorPage
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f6f7f9;--sheet:#fff;--line:#d5dae1;--text:#1b222c;--quiet:#566070;--accent:#1f5fbf;--on:#fff;--bad:#a51d2d}
        @media (prefers-color-scheme:dark){:root{--page:#11151b;--sheet:#1a2029;--line:#343d4a;--text:#e6e9ee;--quiet:#a3adbb;--accent:#7fb0f5;--on:#0d1420;--bad:#ff9aa2}}
        body{font:15px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text)}
        main{box-sizing:border-box;width:min(24rem,calc(100vw - 2rem));background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1.75rem}
        h1{font-size:1.35rem;margin:0}h1+p{margin:.15rem 0 1.25rem;color:var(--quiet)}label{display:block;font-weight:600;margin:.9rem 0 .25rem}
        input,button{box-sizing:border-box;width:100%;font:inherit;padding:.5rem .65rem;border-radius:6px;border:1px solid var(--line);background:var(--page);color:var(--text)}
        button{margin-top:1.4rem;border-color:var(--accent);background:var(--accent);color:var(--on);font-weight:600;cursor:pointer}
        .other a{display:block;text-align:center;padding:.5rem .65rem;border-radius:6px;border:1px solid var(--accent);font-weight:600;text-decoration:none}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}[role=alert]{color:var(--bad);margin:0 0 .5rem}a{color:var(--accent)}
        """;

    public static void Map(WebApplication app) => app.MapGet("/door.css", () => TypedResults.Text(Style, "text/css")).AllowAnonymous().ExcludeFromDescription();

    /// <summary>A page.</summary>
    /// <param name="title">What it is for.</param>
    /// <param name="markup">What is in it; every text in it escaped by <see cref="Text"/>.</param>
    /// <param name="status">The HTTP status.</param>
    public static ContentHttpResult Show(string title, string markup, int status) => TypedResults.Text(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title} · Offtrail</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/door.css\"><main><h1>Offtrail</h1><p>{title}</p>{markup}</main></html>",
        "text/html", statusCode: status);

    /// <summary>What is wrong, to be read out; nothing for null.</summary>
    public static string Fault(string? fault) => fault is null ? "" : $"<p role=\"alert\">{Text(fault)}</p>";

    /// <summary>Text of whatever origin.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
