using System.Globalization;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>A filter as a condition in SQL. Every name is one of the columns, every value is quoted: nothing of the user's is run.</summary>
internal static class FilterSql
{
    private const int MostCompared = 8; // more values of one field are looked up, not compared one by one

    public static string Of(Filter filter) => filter switch
    {
        AllOf all => all.Parts.Count == 0 ? "true" : Join(all.Parts, " AND "),
        AnyOf any when any.Parts.Count > MostCompared && any.Parts[0] is HasValue && any.Parts.All(p => p is HasValue v && v.Field == ((HasValue)any.Parts[0]).Field) => $"{Column(((HasValue)any.Parts[0]).Field)} IN ({string.Join(", ", any.Parts.Select(p => Sql.Literal(((HasValue)p).Value)))})",
        AnyOf any => any.Parts.Count == 0 ? "false" : Join(any.Parts, " OR "),
        Negation not => $"NOT coalesce({Of(not.Part)}, false)", // absent is not the value
        Exists exists => $"{Column(exists.Field)} IS NOT NULL",
        HasValue equal => $"{Column(equal.Field)} = {Sql.Literal(equal.Value)}",
        Matches pattern => $"{Column(pattern.Field)} LIKE {Sql.Literal(string.Join('%', pattern.Pieces.Select(Escape)))} ESCAPE '\\'",
        InNetwork network => string.Create(CultureInfo.InvariantCulture, $"({Number(Column(network.Field))} BETWEEN {network.First} AND {network.Last})"),
        During during => Time(during),
        _ => throw new ArgumentException($"a filter of type {filter.GetType().Name} has no SQL", nameof(filter)),
    };

    /// <summary>Times that every event meets narrow nothing, so that a query over everything stays a plain scan.</summary>
    private static string Time(During during)
    {
        var from = during.From == long.MinValue ? null : string.Create(CultureInfo.InvariantCulture, $"{Sql.Name(EventColumns.Timestamp)} >= make_timestamp({during.From})");
        var to = during.To == long.MaxValue ? null : string.Create(CultureInfo.InvariantCulture, $"{Sql.Name(EventColumns.Timestamp)} < make_timestamp({during.To})");
        return (from, to) switch { (null, null) => "true", (_, null) => from, (null, _) => to, _ => $"({from} AND {to})" };
    }

    private static string Join(IEnumerable<Filter> parts, string by) => $"({string.Join(by, parts.Select(Of))})";

    private static string Column(string field) =>
        EventColumns.TryFind(field, out var column) ? Sql.Name(column.Name()) : throw new ArgumentException($"\"{field}\" is no column", nameof(field));

    /// <summary>An IPv4 address as a number; NULL for whatever is none.</summary>
    private static string Number(string column)
    {
        string Part(int n, long weight) => string.Create(CultureInfo.InvariantCulture, $"try_cast(split_part({column}, '.', {n}) AS BIGINT) * {weight}");
        return $"CASE WHEN {column} NOT LIKE '%:%' THEN {Part(1, 1 << 24)} + {Part(2, 1 << 16)} + {Part(3, 1 << 8)} + {Part(4, 1)} END";
    }

    private static string Escape(string piece) =>
        piece.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
