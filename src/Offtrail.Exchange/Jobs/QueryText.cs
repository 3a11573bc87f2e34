using System.Buffers;
using System.Globalization;
using System.Text;
using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Exchange;

/// <summary>
/// Reads the simple part of Lucene's query strings: <c>field:value</c>, <c>field:(a OR b)</c>, <c>_exists_:field</c>, AND, OR, NOT, parentheses, quotes,
/// <c>*</c>. Everything else (ranges, fuzziness, +, -, values without a field, AND beside OR without parentheses) is refused, since Lucene reads it
/// in ways of its own.
/// </summary>
internal sealed class QueryText
{
    private const int MaxDepth = 32;
    private static readonly SearchValues<char> s_special = SearchValues.Create("?~^[]{}\\&|=:/");

    private readonly string _text;
    private readonly string _path;
    private readonly Func<string, string, Func<string, Filter>, Filter> _leaf;
    private int _at;

    private QueryText(string text, string path, Func<string, string, Func<string, Filter>, Filter> leaf) => (_text, _path, _leaf) = (text, path, leaf);

    /// <summary>Reads a query.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="leaf">Makes a condition on a field, given its name, its place and what makes it of the column.</param>
    public static Filter Parse(string text, string path, Func<string, string, Func<string, Filter>, Filter> leaf)
    {
        var reader = new QueryText(text, path, leaf);
        var filter = reader.Any(reader.Condition, 0);
        return reader.AtEnd ? filter : throw reader.Wrong($"\"{text[reader._at..]}\" can't be taken");
    }

    private bool AtEnd
    {
        get
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
            return _at == _text.Length;
        }
    }

    /// <summary>One thing, or several that are all joined by AND, or all by OR.</summary>
    private Filter Any(Func<int, Filter> one, int depth)
    {
        if (depth > MaxDepth) throw Wrong($"more than {MaxDepth} parentheses inside each other");
        List<Filter> parts = [Negated(one, depth)];
        string? joined = null;
        while (!AtEnd && _text[_at] != ')')
        {
            var word = TakeWord("AND") ? "AND" : TakeWord("OR") ? "OR" : throw Wrong("right here would be AND or OR, in capitals");
            if (joined is not null && joined != word) throw Wrong("AND and OR stand beside each other; parentheses would say which comes first");
            joined = word;
            parts.Add(Negated(one, depth));
        }

        return joined == "OR" ? DatafeedQuery.Or(parts) : DatafeedQuery.And(parts);
    }

    private Filter Negated(Func<int, Filter> one, int depth) => TakeWord("NOT") ? DatafeedQuery.Not(one(depth)) : one(depth);

    private Filter Condition(int depth)
    {
        if (Take('(')) return Closed(Any(Condition, depth + 1));
        var field = Word(":", "a field, such as event.action:CreateUser");
        if (!Take(':')) throw Wrong($"\"{field}\" has no field; right would be event.action:CreateUser");
        if (field == "_exists_") return _leaf(Word("", "a field"), Place, f => new Exists(f));
        return Take('(') ? _leaf(field, Place, f => Closed(Any(_ => Value(f), depth + 1))) : _leaf(field, Place, Value);
    }

    private Filter Value(string field)
    {
        if (Take('"')) return DatafeedQuery.Equal(field, Quoted(), Place);
        var value = Word("", "a value");
        return value == "*" ? new Exists(field) : value.Contains('*', StringComparison.Ordinal) ? new Matches(field, value.Split('*')) : new HasValue(field, value);
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) _at++;
            value.Append(_text[_at++]);
        }

        if (_at++ == _text.Length) throw Wrong("the quote does not end");
        return _at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] != ')' ? throw Wrong("what follows the quote can't be taken") : value.ToString();
    }

    /// <summary>Letters, digits and what else means nothing to Lucene.</summary>
    private string Word(string ends, string what)
    {
        if (AtEnd) throw Wrong($"the query ends where {what} should stand");
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '"') && !ends.Contains(_text[_at], StringComparison.Ordinal)) _at++;
        var word = _text[start.._at];
        if (word.Length == 0 || word is "AND" or "OR" or "NOT") throw Wrong($"right here would be {what}");
        if (word[0] is '-' or '+' or '!' or '<' or '>' || word.AsSpan().ContainsAny(s_special))
        {
            _at = start;
            throw Wrong($"\"{word}\" means more than itself in a query string");
        }

        return word;
    }

    private Filter Closed(Filter inner) => Take(')') ? inner : throw Wrong("\")\" is missing");

    private bool Take(char c)
    {
        if (AtEnd || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (AtEnd || string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        var end = _at + word.Length;
        if (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != '(') return false;
        _at = end;
        return true;
    }

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{_path}, character {_at + 1},");

    private DefinitionException Wrong(string what) => new($"{_path}, character {(_at + 1).ToString(CultureInfo.InvariantCulture)}: {what}");
}
