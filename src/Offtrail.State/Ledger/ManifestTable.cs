using Microsoft.Data.Sqlite;
using Offtrail.Lake;

namespace Offtrail.State;

/// <summary>The manifest: the segments that the lake consists of.</summary>
public sealed class ManifestTable
{
    private const string Columns = "path, account, day, rows, first_micros, last_micros, bytes";

    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _all;
    private readonly SqliteCommand _partition;

    internal ManifestTable(StateStore store)
    {
        _store = store;
        _add = store.Command(
            $"INSERT INTO segment ({Columns}) VALUES ($path, $account, $day, $rows, $first, $last, $bytes)",
            "$path", "$account", "$day", "$rows", "$first", "$last", "$bytes");
        _all = store.Command($"SELECT {Columns} FROM segment ORDER BY account, day, path");
        _partition = store.Command($"SELECT {Columns} FROM segment WHERE account = $account AND day = $day", "$account", "$day");
    }

    /// <summary>Lists a segment. Inside the transaction that marks its objects as ingested.</summary>
    public void Add(Segment s) => StateStore.Execute(_add, s.Path, s.Account, s.Day, s.Rows, s.FirstMicros, s.LastMicros, s.Bytes);

    /// <summary>All segments.</summary>
    public IReadOnlyList<Segment> All() => _store.Query(_all, Row);

    /// <summary>The segments of an account's day.</summary>
    public IReadOnlyList<Segment> Of(PartitionKey partition) => _store.Query(_partition, Row, partition.Account, partition.Day);

    private static Segment Row(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6));
}
