using System.Globalization;
using DuckDB.NET.Data;

namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>The events in some segments: how many, and a sum over all that their rows say, which does not depend on order or files.</summary>
/// <param name="Events">Rows.</param>
/// <param name="DifferentIds">Different event ids.</param>
/// <param name="Sum">Sum of the rows' hashes, the record among their columns.</param>
internal sealed record LakeContent(long Events, long DifferentIds, string Sum)
{
    public static readonly LakeContent Nothing = new(0, 0, "0");

    public static LakeContent Of(IReadOnlyCollection<string> files, string condition = "true") => files.Count == 0 ? Nothing : Query(
        $"SELECT count(*), count(DISTINCT \"event.id\"), CAST(coalesce(sum(CAST(hash(t) AS HUGEINT)), 0) AS VARCHAR) FROM {Table(files)} t WHERE {condition}",
        r => new LakeContent(r.GetInt64(0), r.GetInt64(1), r.GetString(2)))[0];

    /// <summary>The content without the days before one, "yyyy-MM-dd".</summary>
    public static LakeContent From(IReadOnlyCollection<string> files, string day) => Of(files, $"\"@timestamp\" >= TIMESTAMP '{day}'");

    public static HashSet<string> Ids(IReadOnlyCollection<string> files) =>
        files.Count == 0 ? [] : [.. Query($"SELECT \"event.id\" FROM {Table(files)}", r => r.GetString(0))];

    private static string Table(IEnumerable<string> files) =>
        string.Create(CultureInfo.InvariantCulture, $"read_parquet([{string.Join(',', files.Select(f => $"'{f.Replace("'", "''", StringComparison.Ordinal)}'"))}], hive_partitioning=false)");

    private static List<T> Query<T>(string sql, Func<DuckDBDataReader, T> row)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }
}
