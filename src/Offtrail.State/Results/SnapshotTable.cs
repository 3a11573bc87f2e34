using System.Globalization;
using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>
/// What jobs knew at some times, so that a run need not begin at the beginning.
/// </summary>
/// <remarks>
/// Invariant: a snapshot is what a run over all events of the lake before its time would know. So whoever adds events to the
/// manifest or takes damaged ones off drops the later snapshots in the same transaction.
/// </remarks>
public sealed class SnapshotTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _addState;
    private readonly SqliteCommand _times;
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _dropAfter;
    private readonly SqliteCommand _dropBefore;
    private readonly SqliteCommand _dropOfJobAfter;
    private readonly SqliteCommand _dropOthers;
    private readonly SqliteCommand _dropOne;

    internal SnapshotTable(StateStore store)
    {
        _store = store;
        _add = store.Command("INSERT OR REPLACE INTO snapshot (job_id, at, fingerprint, made_at) VALUES ($job, $at, $fingerprint, $made) RETURNING id", "$job", "$at", "$fingerprint", "$made");
        _addState = store.Command("INSERT INTO snapshot_state (snapshot, detector, scope, state) VALUES ($snapshot, $detector, $scope, $state)", "$snapshot", "$detector", "$scope", "$state");
        _times = store.Command("SELECT at FROM snapshot WHERE job_id = $job AND fingerprint = $fingerprint ORDER BY at", "$job", "$fingerprint");
        _read = store.Command("SELECT detector, scope, state FROM snapshot_state WHERE snapshot = (SELECT id FROM snapshot WHERE job_id = $job AND at = $at)", "$job", "$at");
        _list = store.Command(
            "SELECT job_id, at, made_at, (SELECT coalesce(sum(length(state)), 0) FROM snapshot_state WHERE snapshot = s.id) FROM snapshot s ORDER BY job_id, at");
        _dropAfter = store.Command("DELETE FROM snapshot WHERE at > $at", "$at");
        _dropBefore = store.Command("DELETE FROM snapshot WHERE at < $at", "$at");
        _dropOfJobAfter = store.Command("DELETE FROM snapshot WHERE job_id = $job AND at > $at", "$job", "$at");
        _dropOthers = store.Command("DELETE FROM snapshot WHERE job_id = $job AND fingerprint <> $fingerprint", "$job", "$fingerprint");
        _dropOne = store.Command("DELETE FROM snapshot WHERE job_id = $job AND at = $at", "$job", "$at");
    }

    /// <summary>Notes what a job knew. Inside the transaction that puts its records.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="fingerprint">Of its definition.</param>
    /// <param name="atMicros">The time: all buckets before it are learned, none after.</param>
    /// <param name="madeAtMicros">When it was noted.</param>
    /// <param name="states">By the detector's number and scope.</param>
    public void Put(string jobId, string fingerprint, long atMicros, long madeAtMicros, IEnumerable<SnapshotState> states)
    {
        StateStore.Execute(_dropOne, jobId, atMicros);
        var id = Convert.ToInt64(StateStore.Scalar(_add, jobId, atMicros, fingerprint, madeAtMicros), CultureInfo.InvariantCulture);
        foreach (var state in states) StateStore.Execute(_addState, id, state.Detector, state.Scope, Deflated(state.State));
    }

    /// <summary>The times at which a job of this definition noted what it knew, ascending.</summary>
    public IReadOnlyList<long> Times(string jobId, string fingerprint) => _store.Query(_times, r => r.GetInt64(0), jobId, fingerprint);

    /// <summary>What a job knew at a time.</summary>
    public IReadOnlyList<SnapshotState> Read(string jobId, long atMicros) =>
        _store.Query(_read, r => new SnapshotState(r.GetInt32(0), r.GetString(1), Inflated(r.GetFieldValue<byte[]>(2))), jobId, atMicros);

    /// <summary>All snapshots, by job and time.</summary>
    public IReadOnlyList<SnapshotInfo> List() => _store.Query(_list, r => new SnapshotInfo(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)));

    /// <summary>Drops those of all jobs whose time is behind an event that they do not know. Inside a transaction.</summary>
    public void DropAfter(long micros) => StateStore.Execute(_dropAfter, micros);

    /// <summary>Drops those of all jobs before a time: the events behind it are gone, and nobody may go on from there. Inside a transaction.</summary>
    public void DropBefore(long micros) => StateStore.Execute(_dropBefore, micros);

    /// <summary>Drops those of a job behind a time. Inside a transaction.</summary>
    public void DropAfter(string jobId, long micros) => StateStore.Execute(_dropOfJobAfter, jobId, micros);

    /// <summary>Drops those of a job's other definitions. True when there were some. Inside a transaction.</summary>
    public bool DropOthers(string jobId, string fingerprint) => StateStore.Execute(_dropOthers, jobId, fingerprint) > 0;

    /// <summary>Drops one. Inside a transaction.</summary>
    public void Drop(string jobId, long atMicros) => StateStore.Execute(_dropOne, jobId, atMicros);

    private static byte[] Deflated(byte[] state)
    {
        var content = new MemoryStream();
        using (var deflate = new DeflateStream(content, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(state);
        return content.ToArray();
    }

    private static byte[] Inflated(byte[] state)
    {
        var content = new MemoryStream();
        using (var deflate = new DeflateStream(new MemoryStream(state), CompressionMode.Decompress)) deflate.CopyTo(content);
        return content.ToArray();
    }
}
