using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Offtrail.Lake;

/// <summary>Looks at a filter without the lake: which fields it speaks of, and whether a value of its only field meets it. As <see cref="FilterSql"/> has it.</summary>
public static class FilterMatch
{
    /// <summary>The fields, each as often as it is named; times count as <c>@timestamp</c>.</summary>
    public static IEnumerable<string> Fields(Filter filter) => filter switch
    {
        AllOf all => all.Parts.SelectMany(Fields),
        AnyOf any => any.Parts.SelectMany(Fields),
        Negation not => Fields(not.Part),
        Exists exists => [exists.Field],
        HasValue equal => [equal.Field],
        Matches pattern => [pattern.Field],
        InNetwork network => [network.Field],
        _ => ["@timestamp"],
    };

    /// <summary>Whether a value meets a filter on one field.</summary>
    /// <param name="filter">On one field, not on times.</param>
    /// <param name="value">The field's value; null when it has none.</param>
    public static bool Meets(Filter filter, string? value) => filter switch
    {
        AllOf all => all.Parts.All(p => Meets(p, value)),
        AnyOf any => any.Parts.Any(p => Meets(p, value)),
        Negation not => !Meets(not.Part, value),
        Exists => value is not null,
        HasValue equal => value == equal.Value,
        Matches pattern => value is not null && Fits(pattern.Pieces, value),
        InNetwork network => value is not null && Number(value) is { } n && n >= network.First && n <= network.Last,
        _ => throw new ArgumentException($"a filter of type {filter.GetType().Name} is not on a field", nameof(filter)),
    };

    /// <summary>Pieces with any text between them: the first begins the value, the last ends it, the others follow each other.</summary>
    private static bool Fits(IReadOnlyList<string> pieces, string value)
    {
        if (pieces.Count == 1) return value == pieces[0];
        if (!value.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Count - 1; i++)
        {
            var found = value.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + pieces[i].Length;
        }

        return value.Length - at >= pieces[^1].Length && value.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    private static uint? Number(string address) =>
        IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetwork && address.Count(c => c == '.') == 3
            ? BinaryPrimitives.ReadUInt32BigEndian(ip.GetAddressBytes()) : null;
}
