using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>What the rules were, and from when on.</summary>
public sealed class RuleRevisionTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _of;

    internal RuleRevisionTable(StateStore store)
    {
        _store = store;
        _add = store.Command(
            "INSERT INTO rule_revision (rule_id, number, at, who, text, note) SELECT $rule, ifnull(max(number), 0) + 1, $at, $who, $text, $note FROM rule_revision WHERE rule_id = $rule",
            "$rule", "$at", "$who", "$text", "$note");
        _of = store.Command("SELECT rule_id, number, at, who, text, note FROM rule_revision WHERE rule_id = $rule ORDER BY number", "$rule");
    }

    /// <summary>A rule's revisions, oldest first.</summary>
    public IReadOnlyList<RuleRevision> Of(string ruleId) =>
        _store.Query(_of, r => new RuleRevision(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5)), ruleId);

    /// <summary>Notes a rule's text, unless its last revision has it. True when it was noted. Inside a transaction.</summary>
    /// <param name="ruleId">The rule.</param>
    /// <param name="at">When, microseconds since 1970 UTC.</param>
    /// <param name="who">Who.</param>
    /// <param name="text">The YAML; null when it is deleted.</param>
    /// <param name="note">What is to be said about it.</param>
    public bool Add(string ruleId, long at, string who, string? text, string? note)
    {
        if (Of(ruleId) is [.., var last] && last.Text == text) return false;
        StateStore.Execute(_add, ruleId, at, who, text, note);
        return true;
    }
}
