using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>
/// Which alerts are to go where. A row is there once for an alert and a sink, from the transaction that raises the alert on. What is
/// withdrawn while it waits is not sent unless it stands again.
/// </summary>
public sealed class OutboxTable
{
    private const string Columns = "o.id, o.sink, o.alert, o.state, o.enqueued_at, o.attempts, o.first_attempt, o.next_attempt, o.error";
    private const string Standing = "EXISTS (SELECT 1 FROM alert a WHERE a.id = o.alert AND a.standing = 0)";

    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _next;
    private readonly SqliteCommand _with;
    private readonly SqliteCommand _soonest;
    private readonly SqliteCommand _error;
    private readonly SqliteCommand _delivered;
    private readonly SqliteCommand _failed;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _counts;
    private readonly SqliteCommand _countOf;
    private readonly SqliteCommand _retry;
    private readonly SqliteCommand _pause;
    private readonly SqliteCommand _setPause;

    internal OutboxTable(StateStore store)
    {
        _store = store;
        _add = store.Command("INSERT OR IGNORE INTO outbox (sink, alert, enqueued_at, next_attempt) VALUES ($sink, $alert, $at, $due) RETURNING id", "$sink", "$alert", "$at", "$due");
        _next = store.Command($"SELECT {Columns} FROM outbox o WHERE o.sink = $sink AND o.state = 0 AND o.next_attempt <= $now AND {Standing} ORDER BY o.next_attempt, o.id LIMIT 1", "$sink", "$now");
        _with = store.Command(
            $"""
            SELECT {Columns} FROM outbox o WHERE o.sink = $sink AND o.state = 0 AND {Standing}
              AND CASE WHEN $attempts > 0 THEN o.attempts > 0 AND o.next_attempt <= $now ELSE o.attempts = 0 AND o.enqueued_at <= $due END
            ORDER BY o.enqueued_at, o.id LIMIT $most
            """, "$sink", "$attempts", "$now", "$due", "$most");
        _soonest = store.Command($"SELECT min(o.next_attempt) FROM outbox o WHERE o.sink = $sink AND o.state = 0 AND {Standing}", "$sink");
        _error = store.Command("SELECT error FROM outbox WHERE sink = $sink AND state = 0 AND error IS NOT NULL ORDER BY next_attempt DESC LIMIT 1", "$sink");
        _delivered = store.Command("UPDATE outbox SET state = 1, attempts = attempts + 1, first_attempt = ifnull(first_attempt, $at), ended_at = $at, error = NULL WHERE id = $id", "$id", "$at");
        _failed = store.Command("UPDATE outbox SET state = $state, attempts = attempts + 1, first_attempt = ifnull(first_attempt, $at), next_attempt = $next, error = $error, ended_at = CASE $state WHEN 2 THEN $at END WHERE id = $id", "$id", "$state", "$at", "$next", "$error");
        _list = store.Command($"SELECT {Columns} FROM outbox o WHERE o.state = 2 OR (o.state = 0 AND {Standing}) ORDER BY o.sink, o.next_attempt, o.id");
        _counts = store.Command($"SELECT o.sink, o.state, count(*) FROM outbox o WHERE o.state <> 0 OR {Standing} GROUP BY o.sink, o.state");
        _countOf = store.Command($"SELECT count(*) FROM outbox o WHERE o.sink = $sink AND o.state = $state AND (o.state <> 0 OR {Standing})", "$sink", "$state");
        _retry = store.Command("UPDATE outbox SET state = 0, next_attempt = $now, first_attempt = NULL, ended_at = NULL WHERE sink = $sink AND state <> 1 RETURNING id", "$sink", "$now");
        _pause = store.Command("SELECT failures, until FROM sink_pause WHERE sink = $sink", "$sink");
        _setPause = store.Command("INSERT OR REPLACE INTO sink_pause (sink, failures, until) VALUES ($sink, $failures, $until)", "$sink", "$failures", "$until");
    }

    /// <summary>Says that an alert is to go to a sink. False when that was said before. Inside a transaction.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="atMicros">Now.</param>
    /// <param name="dueMicros">From when on; later than now for a sink that gathers.</param>
    public bool Add(string sink, string alertId, long atMicros, long dueMicros) => StateStore.Scalar(_add, sink, alertId, atMicros, dueMicros) is not null;

    /// <summary>The entry that is due first: of those never tried, and of those whose time has come again; null when none is.</summary>
    public OutboxEntry? Next(string sink, long nowMicros) => _store.Query(_next, Row, sink, nowMicros) is [var entry] ? entry : null;

    /// <summary>
    /// The entries that go together with one that is due: of those never tried all that came until it was due, else those whose time has come again. The same
    /// after a crash, unless one was withdrawn.
    /// </summary>
    public IReadOnlyList<OutboxEntry> With(OutboxEntry due, long nowMicros, int most) => _store.Query(_with, Row, due.Sink, due.Attempts, nowMicros, due.NextAttempt, most);

    /// <summary>When the next entry of a sink that waits is due; null when none waits.</summary>
    public long? Soonest(string sink) => _store.Query(_soonest, r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0), sink)[0];

    /// <summary>Why alerts of a sink wait; null when none was tried.</summary>
    public string? Error(string sink) => _store.Query(_error, r => r.GetString(0), sink).FirstOrDefault();

    /// <summary>Notes that a sink has an alert. Inside a transaction.</summary>
    public void SetDelivered(OutboxEntry entry, long atMicros) => StateStore.Execute(_delivered, entry.Id, atMicros);

    /// <summary>Notes a failure: for now, or for good with <see cref="OutboxState.Failed"/>. Inside a transaction.</summary>
    public void SetFailed(OutboxEntry entry, OutboxState state, long atMicros, long nextMicros, string error) => StateStore.Execute(_failed, entry.Id, (int)state, atMicros, nextMicros, error);

    /// <summary>What is not delivered, by sink in the order in which it is tried.</summary>
    public IReadOnlyList<OutboxEntry> Undelivered() => _store.Query(_list, Row);

    /// <summary>How many entries there are, by sink and state.</summary>
    public IReadOnlyDictionary<(string Sink, OutboxState State), long> Counts() =>
        _store.Query(_counts, r => (Key: (r.GetString(0), (OutboxState)r.GetInt32(1)), Count: r.GetInt64(2))).ToDictionary(c => c.Key, c => c.Count);

    /// <summary>How many entries of a sink are in a state; what is withdrawn does not wait.</summary>
    public long Count(string sink, OutboxState state) => _store.Query(_countOf, r => r.GetInt64(0), sink, (int)state)[0];

    /// <summary>Lets all that a sink has not got be tried again, at once and for as long as if it were new. Gives how many. Inside a transaction.</summary>
    public int Retry(string sink, long nowMicros)
    {
        SetPause(sink, SinkPause.None);
        return _store.Query(_retry, r => r.GetInt64(0), sink, nowMicros).Count;
    }

    /// <summary>Until when a sink is left alone.</summary>
    public SinkPause Pause(string sink) => _store.Query(_pause, r => new SinkPause(r.GetInt32(0), r.GetInt64(1)), sink) is [var pause] ? pause : SinkPause.None;

    /// <summary>Says until when a sink is left alone. Inside a transaction.</summary>
    public void SetPause(string sink, SinkPause pause) => StateStore.Execute(_setPause, sink, pause.Failures, pause.Until);

    private static OutboxEntry Row(SqliteDataReader r) =>
        new(r.GetInt64(0), r.GetString(1), r.GetString(2), (OutboxState)r.GetInt32(3), r.GetInt64(4), r.GetInt32(5), r.IsDBNull(6) ? null : r.GetInt64(6), r.GetInt64(7), r.IsDBNull(8) ? null : r.GetString(8));
}
