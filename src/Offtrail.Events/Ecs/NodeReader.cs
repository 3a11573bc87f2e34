using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// Reads a record into a tree and cleans it on the way: null, "", "-", "none", and objects and lists that are or become
/// empty are left out. Nesting is bounded by the JSON reader, and so is the recursion here.
/// </summary>
internal static class NodeReader
{
    /// <exception cref="JsonException">It is no well-formed JSON object, or it is nested deeper than <see cref="RecordParser.MaxDepth"/>.</exception>
    public static ObjectNode Read(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = RecordParser.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a record is an object");
        var root = ReadObject(ref reader);
        reader.Read(); // complains when something follows
        return root;
    }

    private static Node? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader) is { Count: > 0 } found ? found : null,
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => ReadText(ref reader) is var text && text is "" or "-" or "none" ? null : new TextNode(text),
        JsonTokenType.Number => new NumberNode(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => new FlagNode(true),
        JsonTokenType.False => new FlagNode(false),
        _ => null,
    };

    private static ObjectNode ReadObject(ref Utf8JsonReader reader)
    {
        var made = new ObjectNode();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadText(ref reader);
            reader.Read();
            made[name] = ReadValue(ref reader);
        }

        return made;
    }

    private static ListNode? ReadList(ref Utf8JsonReader reader)
    {
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (ReadValue(ref reader) is { } item) items.Add(item);
        return items.Count > 0 ? new ListNode(items) : null;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan)); // half a character: JSON allows what .NET's text does not
        }
    }

    /// <summary>Resolves escapes; halves of characters become U+FFFD, since no document can be written with them.</summary>
    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\') text.Append(escaped[i]);
            else if (escaped[++i] != 'u') text.Append(escaped[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var c => c });
            else
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
        }

        return Texts.WithoutHalves(text.ToString());
    }
}
