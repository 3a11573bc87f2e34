using System.Globalization;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// A message of RFC 5424. Values of records can't end a line, a parameter or the structured data: what has a meaning there is escaped
/// (section 6.3.3), and control characters are replaced.
/// </summary>
internal static class SyslogMessage
{
    private const int MostValue = 500;
    private const int MostSentence = 1000;

    /// <summary>Most bytes over UDP: what every receiver should take (RFC 5426, section 3.2).</summary>
    public const int MostDatagram = 2048;

    public static byte[] Write(OutgoingAlert alert, SyslogSettings settings, DateTimeOffset now, string host, int process)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"<{(settings.Facility * 8) + Severity(alert.Severity)}>1 {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {Name(host)} offtrail {process} {(alert.IsTest ? "TEST" : "ALERT")} ");
        var data = new StringBuilder();
        data.Append(CultureInfo.InvariantCulture, $"[offtrail@{settings.Enterprise}");
        Add("key", alert.Key);
        Add("alert", alert.Id);
        Add("rule", alert.RuleId);
        Add("severity", alert.Severity);
        Add("score", alert.Score.ToString("0", CultureInfo.InvariantCulture));
        Add("account", alert.Account);
        Add("raised", alert.RaisedTime);
        data.Append("] ");
        var message = Encoding.UTF8.GetBytes(head + data + (settings.WithDocument ? OneLine(alert.Document) : CleanText.Of($"{alert.Title}. {alert.Reason}", MostSentence)));
        return settings.Protocol == SyslogProtocol.Udp && message.Length > MostDatagram ? Cut(message) : message;

        void Add(string name, string value) => data.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escaped(value)}\"");
    }

    /// <summary>A value of structured data.</summary>
    public static string Escaped(string value) =>
        CleanText.Of(value, MostValue).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    /// <summary>critical is 2, high 3, medium 4, low 5: critical, error, warning, notice.</summary>
    private static int Severity(string severity) => severity switch { "critical" => 2, "high" => 3, "medium" => 4, _ => 5 };

    /// <summary>Printable ASCII without blanks, at most 255; "-" for nothing.</summary>
    private static string Name(string host) => new string([.. host.Where(c => c is > ' ' and <= '~').Take(255)]) is { Length: > 0 } name ? name : "-";

    /// <summary>JSON has its line breaks escaped; what else could be taken for one is a character of a string, and is escaped as JSON does.</summary>
    private static string OneLine(string json)
    {
        if (!json.Any(IsBreak)) return json;
        var line = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (IsBreak(c)) line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else line.Append(c);
        }

        return line.ToString();
    }

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    private static byte[] Cut(byte[] message)
    {
        var end = MostDatagram;
        while ((message[end] & 0xC0) == 0x80) end--; // not within a character
        return message[..end];
    }
}
