using Microsoft.Data.Sqlite;
using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>The scheduled runs of rules that found or raised something, and the detections that made them.</summary>
public sealed class RuleRunTable
{
    private const int KeptDetections = 10_000;

    private readonly StateStore _store;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _drop;
    private readonly SqliteCommand _of;
    private readonly SqliteCommand _results;
    private readonly SqliteCommand _addDetection;
    private readonly SqliteCommand _forgetDetections;
    private readonly SqliteCommand _detections;

    internal RuleRunTable(StateStore store)
    {
        _store = store;
        _put = store.Command(
            "INSERT OR REPLACE INTO rule_run (rule_id, job_id, at, from_micros, found, raised, waiting) VALUES ($rule, $job, $at, $from, $found, $raised, $waiting)",
            "$rule", "$job", "$at", "$from", "$found", "$raised", "$waiting");
        _drop = store.Command("DELETE FROM rule_run WHERE rule_id = $rule AND job_id = $job AND at = $at", "$rule", "$job", "$at");
        _of = store.Command("SELECT rule_id, job_id, at, from_micros, found, raised, waiting FROM rule_run WHERE rule_id = $rule AND job_id = $job AND at >= $from ORDER BY at", "$rule", "$job", "$from");
        _results = store.Command(
            """
            SELECT r.at, min(r.from_micros), sum(r.found), sum(r.waiting),
              (SELECT sum(standing = 0) FROM alert a WHERE a.rule_id = r.rule_id AND a.raised_at = r.at), (SELECT sum(standing = 1) FROM alert a WHERE a.rule_id = r.rule_id AND a.raised_at = r.at),
              (SELECT sum(standing = 2) FROM alert a WHERE a.rule_id = r.rule_id AND a.raised_at = r.at), (SELECT sum(standing = 3) FROM alert a WHERE a.rule_id = r.rule_id AND a.raised_at = r.at)
            FROM rule_run r WHERE r.rule_id = $rule GROUP BY r.rule_id, r.at ORDER BY r.at DESC LIMIT $limit
            """, "$rule", "$limit");
        _addDetection = store.Command(
            """
            INSERT INTO detection_run (at, rules, events, newest, caught_up, anomalies, raised, raised_before, excepted, suppressed, withdrawn, duration, warnings)
            VALUES ($at, $rules, $events, $newest, $caught, $anomalies, $raised, $before, $excepted, $suppressed, $withdrawn, $duration, $warnings)
            """, "$at", "$rules", "$events", "$newest", "$caught", "$anomalies", "$raised", "$before", "$excepted", "$suppressed", "$withdrawn", "$duration", "$warnings");
        _forgetDetections = store.Command("DELETE FROM detection_run WHERE raised = 0 AND withdrawn = 0 AND id <= (SELECT max(id) FROM detection_run) - $kept", "$kept");
        _detections = store.Command("SELECT at, rules, events, newest, caught_up, anomalies, raised, raised_before, excepted, suppressed, withdrawn, duration, warnings FROM detection_run ORDER BY id DESC LIMIT $limit", "$limit");
    }

    /// <summary>Makes the runs of a rule over a job's records from a time on these. Inside a transaction.</summary>
    public void Replace(string ruleId, string jobId, long fromMicros, IReadOnlyList<RuleRun> runs)
    {
        var before = _store.Query(_of, r => new RuleRun(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)), ruleId, jobId, fromMicros).ToDictionary(r => r.At);
        foreach (var run in runs) if (!before.Remove(run.At, out var same) || same != run) StateStore.Execute(_put, run.RuleId, run.JobId, run.At, run.From, run.Found, run.Raised, run.Waiting);
        foreach (var gone in before.Keys) StateStore.Execute(_drop, ruleId, jobId, gone);
    }

    /// <summary>A rule's runs and what became of their alerts, newest first.</summary>
    public IReadOnlyList<RuleRunResult> Of(string ruleId, int limit) =>
        _store.Query(_results, r => new RuleRunResult(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), Number(r, 4), Number(r, 6), Number(r, 7), Number(r, 5), r.GetInt32(3)), ruleId, limit);

    /// <summary>Notes a detection, and forgets those before the newest 10,000 that came to nothing: a service detects every few seconds. Inside a transaction.</summary>
    public void Add(DetectionRun d)
    {
        StateStore.Execute(_addDetection, d.At, d.Rules, d.Events, d.Newest, d.CaughtUp, d.Anomalies, d.Raised, d.RaisedBefore, d.Excepted, d.Suppressed, d.Withdrawn, d.Duration, string.Join('\n', d.Warnings.Select(w => w.ReplaceLineEndings(" "))));
        StateStore.Execute(_forgetDetections, KeptDetections);
    }

    /// <summary>The detections, newest first.</summary>
    public IReadOnlyList<DetectionRun> Detections(int limit) => _store.Query(_detections, r => new DetectionRun
    {
        At = r.GetInt64(0),
        Rules = r.GetInt32(1),
        Events = r.GetInt64(2),
        Newest = r.GetInt64(3),
        CaughtUp = r.GetInt64(4),
        Anomalies = r.GetInt64(5),
        Raised = r.GetInt64(6),
        RaisedBefore = r.GetInt64(7),
        Excepted = r.GetInt64(8),
        Suppressed = r.GetInt64(9),
        Withdrawn = r.GetInt64(10),
        Duration = r.GetInt64(11),
        Warnings = r.GetString(12).Split('\n', StringSplitOptions.RemoveEmptyEntries),
    }, limit);

    private static int Number(SqliteDataReader r, int column) => r.IsDBNull(column) ? 0 : r.GetInt32(column);
}
