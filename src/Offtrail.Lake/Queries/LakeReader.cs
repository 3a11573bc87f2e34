using DuckDB.NET.Data;

namespace Offtrail.Lake;

/// <summary>
/// Reads segments through DuckDB. The engine runs in memory, on the files that the manifest names: no database file that
/// a second process would lock out. Not safe for several threads.
/// </summary>
public sealed class LakeReader : IDisposable
{
    private readonly LakeFolder _lake;
    private readonly DuckDBConnection _connection;

    /// <summary>A reader of its own engine.</summary>
    /// <param name="lake">Where the segments are.</param>
    /// <param name="options">Bounds of the engine.</param>
    public LakeReader(LakeFolder lake, LakeReaderOptions options)
    {
        (_lake, TempFolder) = (lake, options.TempFolder);
        _connection = new DuckDBConnection("DataSource=:memory:");
        _connection.Open();
        Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SET threads={options.Threads}; SET memory_limit='{options.MemoryBytes >> 20}MiB'; SET temp_directory='{Sql.Text(options.TempFolder)}'; SET preserve_insertion_order=false; SET enable_external_file_cache=false; SET parquet_metadata_cache={(options.KeepFooters ? "true" : "false")}; SET autoinstall_known_extensions=false; SET autoload_known_extensions=false"));
    }

    /// <summary>Where the engine, and whoever works with what it reads, puts what does not fit into memory.</summary>
    public string TempFolder { get; }

    /// <summary>The full path of a segment, as the column <c>filename</c> has it.</summary>
    internal string PathOf(Segment segment) => _lake.PathOf(segment);

    /// <summary>A table expression over segments.</summary>
    /// <param name="segments">At least one.</param>
    /// <param name="withRows">Whether each row tells its segment and place: <c>filename</c>, <c>file_row_number</c>.</param>
    internal string From(IEnumerable<Segment> segments, bool withRows = false)
    {
        var files = string.Join(",", segments.Select(s => $"'{Sql.Text(_lake.PathOf(s))}'"));
        return $"read_parquet([{files}], hive_partitioning=false, union_by_name=false{(withRows ? ", filename=true, file_row_number=true" : "")})";
    }

    /// <summary>A table expression over the events of segments that meet a filter.</summary>
    /// <param name="segments">At least one; those out of range may be among them.</param>
    /// <param name="filter">What events have to meet.</param>
    /// <param name="during">When. Only of segments that reach beyond it are times looked at: to read them takes as long as to read what most filters look at.</param>
    /// <param name="withRows">Whether each row tells its segment and place: <c>filename</c>, <c>file_row_number</c>.</param>
    internal string From(IReadOnlyList<Segment> segments, Filter filter, During during, bool withRows = false)
    {
        var within = segments.ToLookup(s => s.FirstMicros >= during.From && s.LastMicros < during.To);
        string[] parts = [.. new[] { (Segments: within[true], Filter: filter), (Segments: within[false], Filter: during.And(filter)) }
            .Where(p => p.Segments.Any()).Select(p => $"SELECT * FROM {From(p.Segments, withRows)} WHERE {FilterSql.Of(p.Filter)}")];
        return $"({string.Join(" UNION ALL ", parts)})";
    }

    internal void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Guard(command.ExecuteNonQuery);
    }

    /// <summary>Rows as they come, without keeping them.</summary>
    internal IEnumerable<DuckDBDataReader> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read)) yield return reader;
    }

    internal DuckDBAppender Appender(string table) => _connection.CreateAppender(table);

    private static T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DuckDBException e)
        {
            throw new LakeException($"the lake can't be read: {e.Message.TrimStart().Split('\n')[0]}. \"offtrail lake verify\" says whether a segment is damaged", e); // the lines behind the first are the query
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
