using Microsoft.Data.Sqlite;
using Offtrail.Events;

namespace Offtrail.State;

/// <summary>Something in quarantine: what, from where, why.</summary>
/// <param name="Source">The object, and for an archive the file in it behind "!".</param>
/// <param name="Rejection">What was rejected and why.</param>
/// <param name="Id">Its number in the quarantine; 0 before it is there.</param>
public sealed record QuarantineEntry(string Source, Rejection Rejection, long Id = 0);

/// <summary>The quarantine: what was read and could not be taken as an event.</summary>
public sealed class QuarantineTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _ids;

    internal QuarantineTable(StateStore store)
    {
        _store = store;
        _add = store.Command(
            """
            INSERT INTO quarantine (object, record, line, byte, reason, length, content, at)
            VALUES ($object, $record, $line, $byte, $reason, $length, $content, $at)
            """,
            "$object", "$record", "$line", "$byte", "$reason", "$length", "$content", "$at");
        _list = store.Command("SELECT object, record, line, byte, reason, length, content, id FROM quarantine ORDER BY object, byte, id LIMIT $limit", "$limit");
        _find = store.Command("SELECT object, record, line, byte, reason, length, content, id FROM quarantine WHERE id = $id", "$id");
        _ids = store.Command("SELECT id FROM quarantine ORDER BY object, byte, id");
        _forget = store.Command("DELETE FROM quarantine WHERE object = $object OR (object >= $object || '!' AND object < $object || '\"')", "$object");
    }

    /// <summary>Adds an entry. Inside a transaction.</summary>
    public void Add(QuarantineEntry entry, long atMicros)
    {
        var rejection = entry.Rejection;
        StateStore.Execute(_add, entry.Source, rejection.Position.Record, rejection.Position.Line, rejection.Position.Byte,
            rejection.Reason, rejection.Length, rejection.Content.ToArray(), atMicros);
    }

    /// <summary>Forgets what an earlier reading of an object left. Inside a transaction.</summary>
    public void Forget(string objectKey) => StateStore.Execute(_forget, objectKey);

    /// <summary>Entries by object and position.</summary>
    public IReadOnlyList<QuarantineEntry> List(int limit = int.MaxValue) => _store.Query(_list, Row, limit);

    /// <summary>All entries by object and position, one at a time in memory.</summary>
    public IEnumerable<QuarantineEntry> Each() => _store.Query(_ids, r => r.GetInt64(0)).Select(Find).OfType<QuarantineEntry>();

    /// <summary>An entry by its number; null when there is none.</summary>
    public QuarantineEntry? Find(long id) => _store.Query(_find, Row, id) is [var entry] ? entry : null;

    private static QuarantineEntry Row(SqliteDataReader r) =>
        new(r.GetString(0), new Rejection(new RecordPosition(r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), r.GetString(4), r.GetFieldValue<byte[]>(6), r.GetInt64(5), r.GetInt64(1) > 0), r.GetInt64(7));
}
