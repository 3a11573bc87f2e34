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
