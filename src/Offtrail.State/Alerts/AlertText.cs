using System.Globalization;

namespace Offtrail.State;

/// <summary>
/// The index of the alerts' sentences: by runs of three characters, so it finds any part of a word. What many alerts have is found faster without it:
/// the newest of them are soon met.
/// </summary>
internal static class AlertText
{
    private const int Least = 3;
    private const int Many = 20_000;
    private const int Sample = 2_000;
    private const int ManyOfSample = 40;

    /// <summary>Whether the index is the way to find a text: it is long enough for it, and few alerts have it.</summary>
    public static bool IsRare(StateStore store, string text)
    {
        if (text.EnumerateRunes().Count() < Least || text.Contains('\0', StringComparison.Ordinal)) return false;
        using var sample = store.Command(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT reason FROM alert ORDER BY number DESC LIMIT {Sample}) WHERE reason LIKE $text ESCAPE '\\'"), "$text");
        if (store.Query(sample, r => r.GetInt64(0), Pattern(text))[0] >= ManyOfSample) return false;
        using var command = store.Command(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM (SELECT 1 FROM alert_text WHERE alert_text MATCH $text LIMIT {Many})"), "$text");
        return store.Query(command, r => r.GetInt64(0), Phrase(text))[0] < Many;
    }

    /// <summary>The text for a search without the index.</summary>
    public static string Pattern(string text) => $"%{Escaped(text)}%";

    /// <summary>What LIKE takes for a sign is one of the text.</summary>
    public static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>The text for the index: in quotes nothing but a quote means something.</summary>
    public static string Phrase(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
