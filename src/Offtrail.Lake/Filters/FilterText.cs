using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>
/// Reads a filter in the form that users of Kibana know (a part of KQL): <c>field: value</c>, <c>field: (a or b)</c>,
/// <c>field: *</c>, <c>*</c> inside a value, "quoted values", <c>@timestamp &gt;= time</c>, <c>and</c>, <c>or</c>,
/// <c>not</c>, parentheses; for an address also a network, <c>source.ip: 10.0.0.0/8</c>; <c>field: $list</c> where there are lists. Bounded: at most 64 parentheses
/// inside each other.
/// </summary>
public sealed class FilterText
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private readonly FilterLists? _lists;

    private FilterText(string text, FilterLists? lists) => (_text, _lists) = (text, lists);

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="lists">What a value such as <c>$offices</c> stands for; without them it stands for itself.</param>
    /// <exception cref="FilterException">It can't be understood, or names a field that the lake has not, or a list that is not there.</exception>
    public static Filter Parse(string text, FilterLists? lists = null)
    {
        var reader = new FilterText(text, lists);
        reader.SkipBlanks();
        if (reader.AtEnd) throw reader.Wrong("the filter is empty; right would be event.action: CreateUser");
        var filter = reader.Or();
        return reader.AtEnd ? filter : throw reader.Wrong($"\"{reader.Rest()}\" is too much; join conditions with and, or");
    }

    /// <summary>A condition on one field from one value of an option: <c>*</c> stands for any text, an address may be a network.</summary>
    /// <exception cref="FilterException">The network is none.</exception>
    public static Filter Value(string field, string value) => Value(field, value, value.Contains('*', StringComparison.Ordinal));

    private bool AtEnd => _at == _text.Length;

    private Filter Or()
    {
        List<Filter> parts = [And()];
        while (TakeWord("or")) parts.Add(And());
        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private Filter And()
    {
        List<Filter> parts = [Term()];
        while (TakeWord("and")) parts.Add(Term());
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Filter Term()
    {
        if (++_depth > MaxDepth) throw Wrong($"more than {MaxDepth} conditions inside each other");
        try
        {
            if (TakeWord("not")) return new Negation(Term());
            if (!Take('(')) return Condition();
            var inner = Or();
            return Take(')') ? inner : throw Wrong("\")\" is missing");
        }
        finally
        {
            _depth--;
        }
    }

    private Filter Condition()
    {
        var start = _at;
        while (!AtEnd && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (':' or '<' or '>' or '(' or ')' or '"')) _at++;
        var field = _text[start.._at];
        if (field.Length == 0) throw Wrong("a field is missing, such as event.action: CreateUser");
        if (field != EventColumns.Timestamp && !EventColumns.TryFind(field, out _))
        {
            _at = start;
            throw Wrong($"the lake has no field \"{field}\"{Suggestion(field)}; docs/fields.md lists them");
        }

        SkipBlanks();
        if (!AtEnd && _text[_at] is '<' or '>') return Range(field);
        if (!Take(':')) throw Wrong($"\":\" and a value are missing behind {field}");
        if (!Take('(')) return OneValue(field);
        List<Filter> values = [OneValue(field)];
        while (TakeWord("or")) values.Add(OneValue(field));
        return Take(')') ? new AnyOf(values) : throw Wrong("\")\" is missing behind the values; right would be (a or b)");
    }

    private During Range(string field)
    {
        if (field != EventColumns.Timestamp) throw Wrong("only @timestamp can be compared by size");
        var isLess = _text[_at++] == '<';
        var withEqual = Take('=');
        SkipBlanks();
        var at = _at;
        var (text, _) = ValueText();
        if (!TryMoment(text, out var micros))
        {
            _at = at;
            throw Wrong($"\"{text}\" is no time; right would be 2026-05-01 or 2026-05-01T08:30:00Z");
        }

        return isLess ? new During(long.MinValue, withEqual ? micros + 1 : micros) : new During(withEqual ? micros : micros + 1, long.MaxValue);
    }

    private Filter OneValue(string field)
    {
        SkipBlanks();
        var at = _at;
        var (value, quoted) = ValueText();
        try
        {
            if (field != EventColumns.Timestamp && !quoted && value.StartsWith('$') && _lists is not null) return OneOfList(field, value[1..]);
            if (field != EventColumns.Timestamp) return Value(field, value, !quoted && value.Contains('*', StringComparison.Ordinal));
        }
        catch (FilterException e)
        {
            _at = at;
            throw Wrong(e.Message);
        }

        _at = at;
        throw Wrong("a time is compared by size: @timestamp >= 2026-05-01 and @timestamp < 2026-05-02");
    }

    private AnyOf OneOfList(string field, string name) =>
        _lists!.ByName.TryGetValue(name, out var values) ? new AnyOf([.. values.Select(v => Value(field, v))])
        : throw new FilterException($"there is no list \"{name}\"; {(_lists.ByName.Count > 0 ? $"there are {string.Join(", ", _lists.ByName.Keys)}; " : "")}a value that begins with \"$\" stands in \"quotes\"");

    private static Filter Value(string field, string value, bool isPattern)
    {
        if (isPattern) return value == "*" ? new Exists(field) : new Matches(field, value.Split('*'));
        return field == EventColumn.SourceIp.Name() && value.Contains('/', StringComparison.Ordinal) ? Network(field, value) : new HasValue(field, value);
    }

    private static InNetwork Network(string field, string value)
    {
        if (!IPNetwork.TryParse(value, out var network)) throw new FilterException($"\"{value}\" is no network; right would be 10.0.0.0/8");
        if (network.BaseAddress.AddressFamily != AddressFamily.InterNetwork) throw new FilterException($"\"{value}\" is a network of IPv6; only those of IPv4 can be asked for");
        var first = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
        return new InNetwork(field, first, network.PrefixLength == 0 ? uint.MaxValue : first | (uint.MaxValue >> network.PrefixLength & (network.PrefixLength == 32 ? 0 : uint.MaxValue)));
    }

    private (string Text, bool Quoted) ValueText()
    {
        if (Take('"')) return (Quoted(), true);
        var start = _at;
        while (!AtEnd && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '"')) _at++;
        var text = _text[start.._at];
        SkipBlanks();
        return text.Length > 0 ? (text, false) : throw Wrong("a value is missing; one with blanks or parentheses stands in \"quotes\"");
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        var start = _at - 1;
        while (!AtEnd && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) _at++;
            value.Append(_text[_at++]);
        }

        if (AtEnd)
        {
            _at = start;
            throw Wrong("the quote that begins here does not end");
        }

        _at++;
        SkipBlanks();
        return value.ToString();
    }

    private bool Take(char c)
    {
        SkipBlanks();
        if (AtEnd || _text[_at] != c) return false;
        _at++;
        if (c != '"') SkipBlanks(); // blanks inside quotes count
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        var end = _at + word.Length;
        if (end > _text.Length || !_text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != '(') return false;
        _at = end;
        SkipBlanks();
        return true;
    }

    private void SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private string Rest() => _text.Length - _at <= 20 ? _text[_at..] : _text[_at..(_at + 20)] + "…";

    private FilterException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"filter, character {_at + 1}: {what}"));

    private static string Suggestion(string field)
    {
        var last = field[(field.LastIndexOf('.') + 1)..];
        var near = last.Length < 3 ? null : EventColumns.Names.FirstOrDefault(n => n.EndsWith("." + last, StringComparison.OrdinalIgnoreCase))
            ?? EventColumns.Names.FirstOrDefault(n => n.Contains(last, StringComparison.OrdinalIgnoreCase));
        return near is null ? "" : $" (did you mean {near}?)";
    }

    private static bool TryMoment(string text, out long micros)
    {
        var known = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && text.Length >= 8 && char.IsAsciiDigit(text[0]);
        micros = known ? (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : 0;
        return known;
    }
}
