using System.Globalization;
using Microsoft.Data.Sqlite;
using Offtrail.Lake;

namespace Offtrail.State;

/// <summary>
/// The manifest: the segments that the lake consists of, and how many of each segment's events came in which object. A
/// damaged segment stays listed, apart, until its objects have given its events again.
/// </summary>
/// <remarks>Invariant: a segment's rows are the sum of the rows of its objects.</remarks>
public sealed class ManifestTable
{
    private const string Columns = "path, account, day, rows, first_micros, last_micros, bytes, checksum, failures";

    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _addObject;
    private readonly SqliteCommand _all;
    private readonly SqliteCommand _mostSmall;
    private readonly SqliteCommand _totals;
    private readonly SqliteCommand _newest;
    private readonly SqliteCommand _partition;
    private readonly SqliteCommand _inherit;
    private readonly SqliteCommand _remove;
    private readonly SqliteCommand _damage;
    private readonly SqliteCommand _readAgain;
    private readonly SqliteCommand _damaged;
    private readonly SqliteCommand _waiting;
    private readonly SqliteCommand _restored;
    private readonly SqliteCommand _dropRestored;

    internal ManifestTable(StateStore store)
    {
        _store = store;
        _add = store.Command(
            $"INSERT INTO segment ({Columns}) VALUES ($path, $account, $day, $rows, $first, $last, $bytes, $checksum, $failures) RETURNING id",
            "$path", "$account", "$day", "$rows", "$first", "$last", "$bytes", "$checksum", "$failures");
        _addObject = store.Command("INSERT INTO segment_object (segment, object, rows) VALUES ($segment, $object, $rows) ON CONFLICT (segment, object) DO UPDATE SET rows = rows + excluded.rows", "$segment", "$object", "$rows");
        _mostSmall = store.Command("SELECT max(n) FROM (SELECT count(*) AS n FROM segment WHERE damage IS NULL AND bytes < $bytes GROUP BY account, day)", "$bytes");
        _totals = store.Command("SELECT coalesce(sum(rows), 0), count(*), coalesce(sum(bytes), 0) FROM segment WHERE damage IS NULL");
        _newest = store.Command("SELECT max(last_micros) FROM segment WHERE damage IS NULL");
        _all = store.Command($"SELECT {Columns} FROM segment WHERE damage IS NULL ORDER BY account, day, path");
        _partition = store.Command($"SELECT {Columns} FROM segment WHERE account = $account AND day = $day AND damage IS NULL", "$account", "$day");
        _inherit = store.Command(
            """
            INSERT INTO segment_object (segment, object, rows)
            SELECT $heir, object, rows FROM segment_object WHERE segment = (SELECT id FROM segment WHERE path = $path)
            ON CONFLICT (segment, object) DO UPDATE SET rows = rows + excluded.rows
            """,
            "$heir", "$path");
        _remove = store.Command("DELETE FROM segment WHERE path = $path", "$path");
        _damage = store.Command("UPDATE segment SET damage = $reason WHERE path = $path", "$path", "$reason");
        _readAgain = store.Command(
            "UPDATE object SET version = NULL WHERE id IN (SELECT object FROM segment_object WHERE segment = (SELECT id FROM segment WHERE path = $path))", "$path");
        _damaged = store.Command($"SELECT {Columns}, damage, (SELECT coalesce(sum(o.rows), 0) FROM segment_object o WHERE o.segment = s.id) FROM segment s WHERE damage IS NOT NULL ORDER BY account, day, path");
        _waiting = store.Command(
            """
            SELECT o.key, sum(p.rows) FROM segment s JOIN segment_object p ON p.segment = s.id JOIN object o ON o.id = p.object
            WHERE s.damage IS NOT NULL GROUP BY o.key ORDER BY o.key
            """);
        _restored = store.Command("DELETE FROM segment_object WHERE object = $object AND segment IN (SELECT id FROM segment WHERE damage IS NOT NULL)", "$object");
        _dropRestored = store.Command("DELETE FROM segment WHERE damage IS NOT NULL AND NOT EXISTS (SELECT 1 FROM segment_object o WHERE o.segment = segment.id)");
    }

    /// <summary>Time of the newest event in microseconds since 1970 UTC; null when there is none.</summary>
    public long? NewestMicros() => _store.Query(_newest, r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0))[0];

    /// <summary>Lists a segment of new events, and drops what jobs noted without them. Inside the transaction that notes its objects in the ledger.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="objects">Numbers of the ledger with the rows that each object gave.</param>
    public void Add(Segment segment, IEnumerable<(long Object, int Rows)> objects)
    {
        _store.Snapshots.DropAfter(segment.FirstMicros);
        var id = Add(segment);
        foreach (var (from, rows) in objects) StateStore.Execute(_addObject, id, from, rows);
    }

    /// <summary>Lists a segment in the place of others that it holds the events of. Inside a transaction.</summary>
    public void Replace(IReadOnlyList<Segment> merged, Segment by)
    {
        var id = Add(by);
        foreach (var old in merged) StateStore.Execute(_inherit, id, old.Path);
        foreach (var old in merged) Remove(old);
    }

    /// <summary>Takes a segment off the list. Inside a transaction.</summary>
    public void Remove(Segment segment) => StateStore.Execute(_remove, segment.Path);

    /// <summary>Sets a segment apart, drops what jobs noted with its events, and has its objects read again. Inside a transaction.</summary>
    public void SetApart(Segment segment, string reason)
    {
        _store.Snapshots.DropAfter(segment.FirstMicros);
        StateStore.Execute(_readAgain, segment.Path);
        StateStore.Execute(_damage, segment.Path, reason);
    }

    /// <summary>Notes that an object was read to its end again: what it had given to damaged segments is in the lake. Inside a transaction.</summary>
    public void Restored(long ofObject) => StateStore.Execute(_restored, ofObject);

    /// <summary>Takes damaged segments off the list whose events are all back. Inside a transaction.</summary>
    public void DropRestored() => StateStore.Execute(_dropRestored);

    /// <summary>How many segments smaller than this the partition has that has the most of them.</summary>
    public int MostSmallOfAPartition(long bytes) => _store.Query(_mostSmall, r => r.IsDBNull(0) ? 0 : r.GetInt32(0), bytes)[0];

    /// <summary>How many events the segments hold, how many segments there are, and their bytes.</summary>
    public (long Events, long Segments, long Bytes) Totals() => _store.Query(_totals, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)))[0];

    /// <summary>All segments.</summary>
    public IReadOnlyList<Segment> All() => _store.Query(_all, Row);

    /// <summary>The segments of an account's day.</summary>
    public IReadOnlyList<Segment> Of(PartitionKey partition) => _store.Query(_partition, Row, partition.Account, partition.Day);

    /// <summary>Damaged segments whose events are not all back, with the reason and how many are missing.</summary>
    public IReadOnlyList<DamagedSegment> Damaged() => _store.Query(_damaged, r => new DamagedSegment(Row(r), r.GetString(9), r.GetInt64(10)));

    /// <summary>Objects that have to be read again for the events of damaged segments, and how many each gave.</summary>
    public IReadOnlyList<(string Key, long Rows)> WaitingFor() => _store.Query(_waiting, r => (r.GetString(0), r.GetInt64(1)));

    private long Add(Segment s) => Convert.ToInt64(
        StateStore.Scalar(_add, s.Path, s.Account, s.Day, s.Rows, s.FirstMicros, s.LastMicros, s.Bytes, s.Checksum, s.Failures), CultureInfo.InvariantCulture);

    private static Segment Row(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetString(7), r.GetInt64(8));
}
