using System.Globalization;
using System.Text;

namespace Offtrail.Sources.Demo;

/// <summary>
/// A text with fields such as <c>&lt;bucket&gt;</c>. Angle brackets, because most templates are JSON and full of braces.
/// One event fills a field the same way everywhere: its request, its response and its error speak of one bucket.
/// </summary>
internal sealed class Template
{
    private readonly (string Text, bool IsField)[] _parts;

    public Template(string text)
    {
        var parts = new List<(string, bool)>();
        int at = 0;
        for (int open = text.IndexOf('<', StringComparison.Ordinal); open >= 0; open = text.IndexOf('<', at))
        {
            int close = text.IndexOf('>', open);
            parts.Add((text[at..open], false));
            parts.Add((text[(open + 1)..close], true));
            at = close + 1;
        }

        parts.Add((text[at..], false));
        _parts = [.. parts];
    }

    public string Fill(PlannedEvent e)
    {
        if (_parts.Length == 1)
            return _parts[0].Text;

        var filled = new StringBuilder();
        foreach ((string text, bool isField) in _parts)
            filled.Append(isField ? Value(text, e) : text);

        return filled.ToString();
    }

    private static string Value(string field, PlannedEvent e) => field switch
    {
        "account" => e.Account.Id,
        "region" => e.Region,
        "arn" => e.Session.Arn,
        "me" => e.Session.Name,
        "provider" => e.Session.Provider,
        "action" => e.Call.Action,
        "request" => e.RequestId,
        "date" => e.Time.ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture),
        "later" => e.Time.AddHours(1).ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture),
        "stamp" => e.Time.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture),
        "number" => (e.Roll % 1_000_000).ToString("D6", CultureInfo.InvariantCulture),
        "newkey" => Pcg.For((int)e.Roll, "newkey").TemporaryKey(),
        _ => Resource(field, e),
    };

    private static string Resource(string kind, PlannedEvent e)
    {
        IReadOnlyList<string> all = e.Account.Resources[kind];
        return all[(int)(e.Roll % (uint)all.Count)];
    }
}
