using System.Text.Json;

namespace Offtrail.Events;

/// <summary>Where to go on behind something broken. The aim: one broken record costs that record and no other.</summary>
internal sealed class Resync(ContentBuffer content)
{
    private const int MostCandidates = 10_000; // in one window, since each that is none costs an exception
    private const int FirstLook = 4096;

    private readonly RecordParser _probe = new();
    private byte[] _firstMember = [];

    /// <summary>Begins with another object's content.</summary>
    public void Reset() => _firstMember = "\"eventVersion\""u8.ToArray();

    /// <summary>Takes a good record as the model: the next ones, broken or not, begin with the same member.</summary>
    public void Learn(ReadOnlySpan<byte> record)
    {
        var open = record.IndexOf((byte)'"');
        var close = open < 0 ? -1 : record[(open + 1)..].IndexOf((byte)'"');
        if (close is > 0 and <= 64) _firstMember = record.Slice(open, close + 2).ToArray();
    }

    /// <summary>To the end of the object, list or text at the position, however long.</summary>
    public static Stretch EndOfValue() => new(0, new StructureScanner().Scan);

    /// <summary>To the next line that begins with an object or a list.</summary>
    public static Stretch NextLineWithObject(int from)
    {
        var first = from;
        return new(0, window =>
        {
            var at = LineWithObject(window, first);
            first = 0;
            return at;
        }, 2);
    }

    /// <summary>Beyond the window: to the next line that begins with an object, or the next object behind a comma that begins like the records before it.</summary>
    private Stretch FarRecord() => new(0, window =>
    {
        var (line, record) = (LineWithObject(window, 1), LikeRecord(window));
        return line < 0 || (record >= 0 && record < line) ? record : line;
    }, 256);

    private int LikeRecord(ReadOnlySpan<byte> window)
    {
        for (var at = 1; ; at++)
        {
            var found = window[at..].IndexOf(_firstMember);
            if (found < 0) return -1;
            at += found;
            var brace = window[..at].TrimEnd(" \t\r\n"u8).Length - 1;
            if (brace > 0 && window[brace] == '{' && window[..brace].TrimEnd(" \t\r\n"u8) is [.., (byte)',']) return brace;
        }
    }

    /// <summary>Behind a value in a list that is no object.</summary>
    public Stretch NextElement()
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
                return BehindBrokenElement(0);
            }

            if (!content.TryFill()) return !content.AtEnd && content.Current is (byte)'"' or (byte)'[' ? EndOfValue() : BehindBrokenElement(0);
        }
    }

    /// <summary>
    /// Behind a broken object of a list. Two things tell where it ends: its closing brace, if braces still pair up and a
    /// further element or the end of the list follows; or the beginning of the next record. The nearer one counts.
    /// </summary>
    public Stretch BehindBrokenElement(int from)
    {
        while (true)
        {
            // Nearby first, then twice as far, and so on: what it costs grows with how far it has to look, not with the window.
            for (var look = FirstLook; ; look *= 2)
            {
                var far = Math.Min(look, content.Available);
                var end = new StructureScanner().Scan(content.Span[..far]);
                var closes = end > from && IsFollowedByElement(content.Span[end..]);
                var next = NextRecord(1, closes ? end : far); // from the start: an unclosed text has swallowed the next record's first quote
                if (next >= 0) return new(next);
                if (closes) return new(end);
                if (far == content.Available) break;
            }

            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : FarRecord();
        }
    }

    /// <summary>Behind something unexpected where a list was closed: to the next record, as if the list went on, or to the next line with a document.</summary>
    public Stretch BehindClosedList(out bool listGoesOn)
    {
        while (true)
        {
            var next = NextRecord(1, content.Available);
            var line = LineWithObject(content.Span, 1);
            listGoesOn = next >= 0 && (line < 0 || next < line);
            if (next >= 0 || line >= 0) return new(listGoesOn ? next : line);
            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : NextLineWithObject(1);
        }
    }

    /// <summary>Behind a broken document among documents one after the other: to the next line that begins with one.</summary>
    public Stretch BehindBrokenLine(int from)
    {
        while (true)
        {
            // The error shows at the next line's brace when this one's is missing: the line's end before it counts.
            var next = LineWithObject(content.Span, content.Span[..Math.Min(from, content.Available)].TrimEnd(" \t\r\n"u8).Length);
            if (next >= 0) return new(next);
            if (content.TryFill()) continue;
            return content.AtEnd ? new(content.Available) : NextLineWithObject(1);
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

    /// <summary>
    /// Index of the next object that stands where one may begin, behind a comma or at the beginning of a line, and that begins
    /// like the records before it or is a whole record.
    /// </summary>
    private int NextRecord(int from, int to)
    {
        var window = content.Span;
        var at = from;
        for (var candidates = 0; candidates < MostCandidates && at < to; at++)
        {
            var found = window[at..to].IndexOf((byte)'{');
            if (found < 0) return -1;
            at += found;
            var before = window[..at].TrimEnd(" \t\r\n"u8);
            if (before.Length == 0 || (before[^1] != ',' && window[at - 1] != '\n')) continue;
            candidates++;
            if (window[(at + 1)..].TrimStart(" \t\r\n"u8).StartsWith(_firstMember) || IsRecord(at)) return at;
        }

        return -1;
    }

    private bool IsRecord(int at) =>
        _probe.Parse(content.Buffer, content.Position + at, content.Available - at, content.AtEnd) switch
        {
            ParseResult.Event or ParseResult.Insight => true,
            ParseResult.Other => EnvelopeOpener.Open(new ReadOnlyMemory<byte>(content.Buffer, content.Position + at, _probe.Consumed)) is { SetAside: null, Reason: "" },
            _ => false,
        };

    private static bool IsFollowedByElement(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        if (rest.Length == 0 || rest[0] == ']') return true;
        if (rest[0] != ',') return false;
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        return rest.Length == 0 || rest[0] == '{';
    }
}
