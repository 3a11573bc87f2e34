using System.Globalization;
using System.Numerics;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Writes a filter in the form that <see cref="FilterText"/> reads: reading it again gives a filter that finds the same.</summary>
public static class FilterWriter
{
    /// <summary>The text, on one line.</summary>
    /// <exception cref="FilterException">The form has no words for it, such as a pattern with blanks.</exception>
    public static string Text(Filter filter) => filter switch
    {
        AllOf { Parts.Count: > 0 } all => string.Join(" and ", all.Parts.Select(Inside)),
        AnyOf { Parts.Count: > 0 } any => FieldOf(any) is { } field ? $"{field}: ({string.Join(" or ", any.Parts.Select(Value))})" : string.Join(" or ", any.Parts.Select(Inside)),
        Negation not => $"not {Inside(not.Part)}",
        HasValue equal => $"{equal.Field}: {Value(equal)}",
        Matches pattern => $"{pattern.Field}: {Value(pattern)}",
        Exists exists => $"{exists.Field}: {Value(exists)}",
        InNetwork network => $"{network.Field}: {Value(network)}",
        During during => Time(during),
        _ => throw new FilterException("a condition that all events meet, or none, can't be written"),
    };

    /// <summary>A part of a larger filter: what has "and" or "or" in it stands in parentheses.</summary>
    private static string Inside(Filter part)
    {
        var text = Text(part);
        return part is AllOf || (part is AnyOf any && FieldOf(any) is null) || (part is During && text.Contains(" and ", StringComparison.Ordinal)) ? $"({text})" : text;
    }

    /// <summary>The one field whose values are listed; null when the parts are more than values of one field.</summary>
    private static string? FieldOf(AnyOf any)
    {
        var fields = any.Parts.Select(p => p switch { HasValue v => v.Field, Matches m => m.Field, Exists e => e.Field, InNetwork n => n.Field, _ => null }).Distinct().ToArray();
        return fields is [{ } one] && any.Parts.Count > 1 ? one : null;
    }

    private static string Value(Filter filter) => filter switch
    {
        HasValue equal when equal.Field == EventColumn.SourceIp.Name() && equal.Value.Contains('/', StringComparison.Ordinal) => throw new FilterException($"\"{equal.Value}\" is no address"),
        HasValue equal => IsPlain(equal.Value) ? equal.Value : $"\"{equal.Value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        Matches { Pieces: [var whole] } pattern => Value(new HasValue(pattern.Field, whole)),
        Matches pattern when pattern.Pieces.Any(p => p.Any(c => char.IsWhiteSpace(c) || c is '(' or ')' or '"' or '*')) || pattern.Pieces[0].StartsWith('$') => throw new FilterException($"the pattern \"{string.Join('*', pattern.Pieces)}\" has blanks, quotes or parentheses, or begins with \"$\", which a pattern can't"),
        Matches pattern => string.Join('*', pattern.Pieces),
        Exists => "*",
        InNetwork network => Network(network),
        _ => throw new ArgumentException($"a filter of type {filter.GetType().Name} is no value", nameof(filter)),
    };

    private static bool IsPlain(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/' or '@') && value.ToUpperInvariant() is not ("AND" or "OR" or "NOT");

    private static string Network(InNetwork network)
    {
        var size = (long)network.Last - network.First + 1;
        if (size <= 0 || !BitOperations.IsPow2(size) || network.First % size != 0) throw new FilterException("these addresses are no network");
        var first = network.First;
        return string.Create(CultureInfo.InvariantCulture, $"{first >> 24}.{(first >> 16) & 255}.{(first >> 8) & 255}.{first & 255}/{32 - BitOperations.Log2((ulong)size)}");
    }

    private static string Time(During during)
    {
        var from = during.From == long.MinValue ? null : $"{EventColumns.Timestamp} >= {Moment(during.From)}";
        var to = during.To == long.MaxValue ? null : $"{EventColumns.Timestamp} < {Moment(during.To)}";
        return (from, to) switch
        {
            (null, null) => throw new FilterException("a time without an end can't be written"),
            (_, null) => from,
            (null, _) => to,
            _ => $"{from} and {to}",
        };
    }

    /// <summary>A moment as commands and filters read it: UTC, with what it has of a second.</summary>
    /// <param name="micros">Microseconds since 1970 UTC.</param>
    public static string Moment(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
