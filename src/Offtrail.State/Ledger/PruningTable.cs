using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>What retention dropped, and until when the events had been judged with the history that is gone.</summary>
public sealed class PruningTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _sum;
    private readonly SqliteCommand _of;

    internal PruningTable(StateStore store)
    {
        _store = store;
        _add = store.Command("INSERT INTO pruning (at, before_day, account, rows, judged_micros) VALUES ($at, $before, $account, $rows, $judged)", "$at", "$before", "$account", "$rows", "$judged");
        _sum = store.Command("SELECT coalesce(sum(rows), 0), coalesce(max(judged_micros), -9223372036854775808) FROM pruning");
        _of = store.Command("SELECT p.account, max(p.before_day) FROM object o JOIN pruning p ON p.at >= o.ingested_at WHERE o.key = $key GROUP BY p.account", "$key");
    }

    /// <summary>Notes a pruning. Inside the transaction that takes the segments off the manifest.</summary>
    /// <param name="atMicros">When.</param>
    /// <param name="beforeDay">Days before this one were dropped, days since 1970 UTC.</param>
    /// <param name="account">Of this account only; null for all.</param>
    /// <param name="rows">Events dropped.</param>
    /// <param name="judgedMicros">Results up to this time stand as they are: the history behind them is gone.</param>
    public void Add(long atMicros, int beforeDay, string? account, long rows, long judgedMicros) => StateStore.Execute(_add, atMicros, beforeDay, account, rows, judgedMicros);

    /// <summary>The days that were dropped since an object was first read: of an account (null: of all), those before this one. Its events there are not wanted back.</summary>
    public IReadOnlyList<(string? Account, int BeforeDay)> Since(string objectKey) => _store.Query(_of, r => (r.IsDBNull(0) ? null : r.GetString(0), r.GetInt32(1)), objectKey);

    /// <summary>Events dropped so far.</summary>
    public long Rows => _store.Query(_sum, r => r.GetInt64(0))[0];

    /// <summary>Results before this time stand as they are; <see cref="long.MinValue"/> when nothing was dropped.</summary>
    public long JudgedMicros => _store.Query(_sum, r => r.GetInt64(1))[0];
}
