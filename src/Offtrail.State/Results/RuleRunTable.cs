using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>The runs of rules that found or raised something.</summary>
public sealed class RuleRunTable
{
    private readonly SqliteCommand _put;

    internal RuleRunTable(StateStore store) =>
        _put = store.Command(
            "INSERT OR REPLACE INTO rule_run (rule_id, at, from_micros, found, raised, waiting) VALUES ($rule, $at, $from, $found, $raised, $waiting)",
            "$rule", "$at", "$from", "$found", "$raised", "$waiting");

    /// <summary>Notes a run. Inside a transaction.</summary>
    public void Put(RuleRun run) => StateStore.Execute(_put, run.RuleId, run.At, run.From, run.Found, run.Raised, run.Waiting);
}
