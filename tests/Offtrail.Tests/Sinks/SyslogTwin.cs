using System.Globalization;
using System.Text;

namespace Offtrail.Tests.Sinks;

/// <summary>A message of RFC 5424 read by its grammar, strictly and slowly.</summary>
internal sealed record SyslogTwin(int Priority, string Time, string Host, string App, string Process, string MessageId, string DataId, IReadOnlyDictionary<string, string> Data, string Message)
{
    public static SyslogTwin Read(string text)
    {
        text[0].ShouldBe('<');
        var close = text.IndexOf('>', StringComparison.Ordinal);
        var head = text[(close + 1)..].Split(' ', 7);
        head[0].ShouldBe("1");
        foreach (var name in head[1..6]) name.ShouldAllBe(c => c > ' ' && c <= '~');
        var rest = head[6];
        rest[0].ShouldBe('[');
        var at = rest.IndexOf(' ', StringComparison.Ordinal);
        var (id, data) = (rest[1..at], new Dictionary<string, string>());
        while (rest[at] == ' ')
        {
            var equal = rest.IndexOf('=', at);
            var name = rest[(at + 1)..equal];
            rest[equal + 1].ShouldBe('"');
            at = equal + 2;
            var value = new StringBuilder();
            while (rest[at] != '"')
            {
                if (rest[at] == '\\' && rest[at + 1] is '"' or '\\' or ']') at++;
                else rest[at].ShouldNotBe(']', "a bare ] in a value");
                value.Append(rest[at++]);
            }

            data.Add(name, value.ToString());
            at++;
        }

        rest[at].ShouldBe(']');
        var message = at + 1 == rest.Length ? "" : rest[(at + 1)..];
        return new(int.Parse(text.AsSpan(1, close - 1), NumberStyles.None, CultureInfo.InvariantCulture), head[1], head[2], head[3], head[4], head[5], id, data, message.Length == 0 ? "" : message[1..]);
    }
}
