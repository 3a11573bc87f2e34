using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>What retention dropped, and until when the events had been judged with the history that is gone.</summary>
public sealed class PruningTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _sum;

    internal PruningTable(StateStore store)
    {
        _store = store;
        _add = store.Command("INSERT INTO pruning (at, before_day, account, rows, judged_micros) VALUES ($at, $before, $account, $rows, $judged)", "$at", "$before", "$account", "$rows", "$judged");
        _sum = store.Command("SELECT coalesce(sum(rows), 0), coalesce(max(judged_micros), -9223372036854775808) FROM pruning");
    }

    /// <summary>Notes a pruning. Inside the transaction that takes the segments off the manifest.</summary>
    /// <param name="atMicros">When.</param>
    /// <param name="beforeDay">Days before this one were dropped, days since 1970 UTC.</param>
    /// <param name="account">Of this account only; null for all.</param>
    /// <param name="rows">Events dropped.</param>
    /// <param name="judgedMicros">Results up to this time stand as they are: the history behind them is gone.</param>
    public void Add(long atMicros, int beforeDay, string? account, long rows, long judgedMicros) => StateStore.Execute(_add, atMicros, beforeDay, account, rows, judgedMicros);

    /// <summary>Events dropped so far.</summary>
    public long Rows => _store.Query(_sum, r => r.GetInt64(0))[0];

    /// <summary>Results before this time stand as they are; <see cref="long.MinValue"/> when nothing was dropped.</summary>
    public long JudgedMicros => _store.Query(_sum, r => r.GetInt64(1))[0];
}
