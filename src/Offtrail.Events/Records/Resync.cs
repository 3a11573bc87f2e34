using System.Text.Json;

namespace Offtrail.Events;

/// <summary>Where to go on behind something broken. The aim: one broken record costs that record and no other.</summary>
internal static class Resync
{
    private const int Overlap = 256;

    /// <summary>The first member's name of an object, with its quotes: the next record of the same list begins with the same.</summary>
    public static byte[] FirstMember(ReadOnlySpan<byte> record)
    {
        var open = record.IndexOf((byte)'"');
        var close = open < 0 ? -1 : record[(open + 1)..].IndexOf((byte)'"');
        return close is < 1 or > 64 ? "\"eventVersion\""u8.ToArray() : record.Slice(open, close + 2).ToArray();
    }

    /// <summary>To the end of the object at the position, however long.</summary>
    public static Stretch EndOfObject(ContentBuffer _) => new(0, new StructureScanner().Scan);

    /// <summary>To the next line that begins with an object or a list.</summary>
    public static Stretch NextLineWithObject(ContentBuffer content, int from)
    {
        var first = from;
        return new(0, window =>
        {
            var at = LineWithObject(window, first);
            first = 0;
            return at;
        }, 2);
    }

    /// <summary>Behind a value in a list that is no object.</summary>
    public static Stretch NextElement(ContentBuffer content, int from, byte[] firstMember)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(content.Span, content.AtEnd, default);
            try
            {
                if (reader.Read() && reader.TrySkip()) return new((int)reader.BytesConsumed);
            }
            catch (JsonException)
            {
                return BehindBrokenElement(content, from, firstMember);
            }

            if (!content.TryFill()) return BehindBrokenElement(content, from, firstMember);
        }
    }

    /// <summary>
    /// Behind a broken object of a list. Two things tell where it ends: its closing brace, if braces still pair up and a
    /// further element or the end of the list follows; or the beginning of the next record. The nearer one counts.
    /// </summary>
    public static Stretch BehindBrokenElement(ContentBuffer content, int from, byte[] firstMember)
    {
        while (true)
        {
            var window = content.Span;
            var next = NextRecord(window, 1, firstMember); // from the start: an unclosed text has swallowed the next record's first quote
            var end = new StructureScanner().Scan(next < 0 ? window : window[..next]);
            if (end > from && IsFollowedByElement(window[end..])) return new(end);
            if (next >= 0) return new(next);
            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : new(0, w => NextRecord(w, 1, firstMember), Overlap);
        }
    }

    /// <summary>Behind something unexpected where a list was closed: to the next record, as if the list went on, or to the next line with a document.</summary>
    public static Stretch BehindClosedList(ContentBuffer content, byte[] firstMember, out bool listGoesOn)
    {
        while (true)
        {
            var next = NextRecord(content.Span, 1, firstMember);
            var line = LineWithObject(content.Span, 1);
            listGoesOn = next >= 0 && (line < 0 || next < line);
            if (next >= 0 || line >= 0) return new(listGoesOn ? next : line);
            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : NextLineWithObject(content, 1);
        }
    }

    /// <summary>Behind a broken document among documents one after the other: to the next line that begins with one.</summary>
    public static Stretch BehindBrokenLine(ContentBuffer content, int from)
    {
        while (true)
        {
            // The error shows at the next line's brace when this one's is missing: the line's end before it counts.
            var next = LineWithObject(content.Span, content.Span[..Math.Min(from, content.Available)].TrimEnd(" \t\r\n"u8).Length);
            if (next >= 0) return new(next);
            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : NextLineWithObject(content, 1);
        }
    }

    private static int LineWithObject(ReadOnlySpan<byte> window, int from)
    {
        for (var i = Math.Min(from, window.Length); i < window.Length - 1; i++)
        {
            var line = window[i..^1].IndexOf((byte)'\n');
            if (line < 0) return -1;
            i += line;
            if (window[i + 1] is (byte)'{' or (byte)'[') return i + 1;
        }

        return -1;
    }

    /// <summary>Index of the brace of the next <c>, { "firstMember"</c>, or of one at the beginning of a line.</summary>
    private static int NextRecord(ReadOnlySpan<byte> window, int from, byte[] firstMember)
    {
        for (var at = Math.Min(from, window.Length); at < window.Length;)
        {
            var found = window[at..].IndexOf(firstMember);
            if (found < 0) return -1;
            var brace = window[..(at + found)].TrimEnd(" \t\r\n"u8).Length - 1;
            if (brace > 0 && window[brace] == '{')
            {
                var comma = window[..brace].TrimEnd(" \t\r\n"u8).Length - 1;
                if ((comma > 0 && window[comma] == ',') || window[brace - 1] == '\n') return brace;
            }

            at += found + firstMember.Length;
        }

        return -1;
    }

    private static bool IsFollowedByElement(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        if (rest.Length == 0 || rest[0] == ']') return true;
        if (rest[0] != ',') return false;
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        return rest.Length == 0 || rest[0] == '{';
    }
}
