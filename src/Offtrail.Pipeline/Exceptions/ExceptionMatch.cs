using System.Net;
using System.Net.Sockets;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>
/// Tells whether all events behind an alert meet a condition, from the counts of their values alone. Where the counts leave it open (a field with more
/// values than are kept, conditions on several fields of which some events meet one and some another) it says no: what is not certain is raised.
/// </summary>
public static class ExceptionMatch
{
    private const int ValuesKept = 10;

    /// <summary>Whether all events meet the filter.</summary>
    public static bool All(Filter filter, AlertValues alert)
    {
        var fields = Fields(filter).Distinct(StringComparer.Ordinal).ToArray();
        if (fields is [var only]) return OfOneField(filter, only, alert);
        return filter switch
        {
            AllOf all => all.Parts.All(p => All(p, alert)),
            AnyOf any => any.Parts.Any(p => All(p, alert)),
            Negation { Part: Negation twice } => All(twice.Part, alert),
            Negation { Part: AllOf all } => all.Parts.Any(p => All(new Negation(p), alert)),
            Negation { Part: AnyOf any } => any.Parts.All(p => All(new Negation(p), alert)),
            _ => false,
        };
    }

    /// <summary>The fields of which a filter speaks; times count as <c>@timestamp</c>.</summary>
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

    private static bool OfOneField(Filter filter, string field, AlertValues alert)
    {
        var values = alert.Fields.GetValueOrDefault(field) ?? [];
        var rest = alert.Events - values.Sum(v => v.Count);
        if (rest > 0 && (values.Count >= ValuesKept || !Meets(filter, null))) return false; // values that were not kept, or events without one
        return alert.Events > 0 && values.All(v => Meets(filter, v.Value));
    }

    private static bool Meets(Filter filter, string? value) => filter switch
    {
        AllOf all => all.Parts.All(p => Meets(p, value)),
        AnyOf any => any.Parts.Any(p => Meets(p, value)),
        Negation not => !Meets(not.Part, value),
        Exists => value is not null,
        HasValue equal => value == equal.Value,
        Matches pattern => value is not null && Fits(pattern.Pieces, value),
        InNetwork network => value is not null && Number(value) is { } n && n >= network.First && n <= network.Last,
        _ => false,
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
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(ip.GetAddressBytes()) : null;
}
