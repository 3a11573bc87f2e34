using System.Text.Json;
using Microsoft.Data.Sqlite;
using Offtrail.Anomalies;

namespace Offtrail.State;

/// <summary>
/// Of each anomaly record the values that it may be put down to, by field, job and time, so that lanes over weeks are added up without looking at a record. Under the
/// empty field stands the record itself.
/// </summary>
public sealed class InfluencerTable
{
    private const string Key = "job_id, bucket, scope, detector, partition_value, by_value";

    /// <summary>The different values of the first columns of the primary key, one search each: SQLite would walk over all rows for a DISTINCT.</summary>
    private const string AllFields = "WITH RECURSIVE f(x) AS (SELECT min(field) FROM anomaly_influencer UNION ALL SELECT (SELECT min(field) FROM anomaly_influencer WHERE field > x) FROM f WHERE x IS NOT NULL) SELECT x FROM f WHERE x IS NOT NULL";

    private const string AllJobs = "WITH RECURSIVE j(x) AS (SELECT min(job_id) FROM anomaly_influencer WHERE field = '' UNION ALL SELECT (SELECT min(job_id) FROM anomaly_influencer WHERE field = '' AND job_id > x) FROM j WHERE x IS NOT NULL) SELECT x FROM j WHERE x IS NOT NULL";

    private readonly StateStore _store;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _clear;
    private readonly SqliteCommand _clearOne;
    private readonly SqliteCommand _fields;

    internal InfluencerTable(StateStore store)
    {
        _store = store;
        _put = store.Command(
            "INSERT OR REPLACE INTO anomaly_influencer (field, value, job_id, bucket, scope, detector, partition_value, by_value, score, provisional, learning, changed) VALUES ($field, $value, $job, $bucket, $scope, $detector, $partition, $by, $score, $provisional, $learning, $changed)",
            "$field", "$value", "$job", "$bucket", "$scope", "$detector", "$partition", "$by", "$score", "$provisional", "$learning", "$changed");
        _clear = store.Command($"DELETE FROM anomaly_influencer WHERE field IN ({AllFields}) AND job_id = $job AND bucket >= $from", "$job", "$from");
        _clearOne = store.Command(
            $"DELETE FROM anomaly_influencer WHERE field IN ({AllFields}) AND job_id = $job AND bucket = $bucket AND scope = $scope AND detector = $detector AND partition_value = $partition AND by_value = $by",
            "$job", "$bucket", "$scope", "$detector", "$partition", "$by");
        _fields = store.Command(AllFields);
    }

    /// <summary>The fields that records may be put down to, by name.</summary>
    public IReadOnlyList<string> Fields() => [.. _store.Query(_fields, r => r.GetString(0)).Where(f => f.Length > 0)];

    /// <summary>The values of a field, the highest score first.</summary>
    /// <param name="filter">Of which records.</param>
    /// <param name="field">The field.</param>
    /// <param name="limit">So many at most.</param>
    /// <returns>The values, and how many there are in all.</returns>
    public (IReadOnlyList<RankedValue> Top, long All) Top(LaneFilter filter, string field, int limit)
    {
        using var command = Command(filter, field, "SELECT i.value, max(i.score) AS top, count(*) AS records, count(*) OVER () FROM", "GROUP BY i.value ORDER BY top DESC, records DESC, i.value LIMIT $limit", ("$limit", limit));
        var rows = _store.Query(command, r => (Value: new RankedValue(r.GetString(0), r.GetDouble(1), r.GetInt64(2)), All: r.GetInt64(3)));
        return ([.. rows.Select(r => r.Value)], rows.Count == 0 ? 0 : rows[0].All);
    }

    /// <summary>The cells of lanes, one for each value of a field.</summary>
    /// <param name="filter">Of which records; slots are counted from its begin.</param>
    /// <param name="field">The field.</param>
    /// <param name="values">Its values that have a lane.</param>
    /// <param name="slotMicros">Length of a slot, microseconds.</param>
    public IReadOnlyList<LaneCell> ByValue(LaneFilter filter, string field, IReadOnlyList<string> values, long slotMicros) =>
        values.Count == 0 ? [] : Cells(filter, field, "i.value", "AND i.value IN (SELECT value FROM json_each($values))", slotMicros, ("$values", JsonSerializer.Serialize(values)));

    /// <summary>The same with a lane for each job.</summary>
    public IReadOnlyList<LaneCell> ByJob(LaneFilter filter, long slotMicros) => Cells(filter, "", "i.job_id", "", slotMicros);

    /// <summary>A part of the records, with how many there are in all.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="byScore">The highest score first; else the newest bucket.</param>
    /// <param name="skipped">So many are passed over.</param>
    /// <param name="limit">So many at most.</param>
    public (IReadOnlyList<ListedAnomaly> Records, long All) List(LaneFilter filter, bool byScore, int skipped, int limit)
    {
        var order = byScore ? "i.score DESC, i.bucket DESC" : "i.bucket DESC, i.score DESC";
        var (field, value) = filter.Of is { } of ? (of.Field, "AND i.value = $of") : ("", "");
        using var all = Command(filter with { Of = null }, field, "SELECT count(*) FROM", value, ("$of", filter.Of?.Value));
        using var some = Command(
            filter with { Of = null }, field, "SELECT i.bucket, i.job_id, i.scope, i.detector, i.partition_value, i.by_value, i.score, i.provisional, i.learning, i.changed FROM",
            $"{value} ORDER BY {order}, i.job_id, i.scope, i.detector, i.partition_value, i.by_value LIMIT $limit OFFSET $skipped", ("$of", filter.Of?.Value), ("$limit", limit), ("$skipped", skipped));
        return (_store.Query(some, r => new ListedAnomaly(
            new AnomalyPlace(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5)), r.GetDouble(6), r.GetInt64(7) != 0, r.GetInt64(8) != 0, r.GetInt64(9) != 0)), _store.Query(all, r => r.GetInt64(0))[0]);
    }

    /// <summary>Forgets those of a job from a bucket on. Inside a transaction.</summary>
    internal void Clear(string jobId, long fromMicros) => StateStore.Execute(_clear, jobId, fromMicros);

    /// <summary>Notes those of a record. Inside a transaction.</summary>
    internal void Put(AnomalyRecord r, IReadOnlyList<Influencer> influencers, bool isFinal, bool isChanged, bool isNew)
    {
        if (!isNew) StateStore.Execute(_clearOne, r.JobId, r.Bucket, r.Scope, r.Detector, r.Partition, r.ByValue);
        foreach (var (field, value) in influencers.Prepend(new Influencer("", "")))
            StateStore.Execute(_put, field, value, r.JobId, r.Bucket, r.Scope, r.Detector, r.Partition, r.ByValue, r.Score, isFinal ? 0 : 1, r.Learning ? 1 : 0, isChanged ? 1 : 0);
    }

    /// <summary>Added up by bucket first, in the order in which the rows lie, and the sums by slot.</summary>
    private List<LaneCell> Cells(LaneFilter filter, string field, string lane, string where, long slotMicros, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        using var command = Command(
            filter, field, $"SELECT lane, (bucket - $from) / $slot AS slot, max(score), sum(records), max(provisional), min(learning), max(changed) FROM (SELECT {lane} AS lane, i.bucket AS bucket, max(i.score) AS score, count(*) AS records, max(i.provisional) AS provisional, min(i.learning) AS learning, max(i.changed) AS changed FROM",
            $"{where} GROUP BY {lane}, i.bucket) GROUP BY lane, slot", [.. more, ("$slot", slotMicros)]);
        return _store.Query(command, r => new LaneCell(r.GetString(0), r.GetInt32(1), r.GetDouble(2), r.GetInt64(3), r.GetInt64(4) != 0, r.GetInt64(5) != 0, r.GetInt64(6) != 0));
    }

    /// <summary>A question about the rows of a field; where they have to be of another value, that value's rows lead to them.</summary>
    private SqliteCommand Command(LaneFilter filter, string field, string select, string rest, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var jobs = filter.JobIds.Count > 0 ? "SELECT value FROM json_each($jobs)" : AllJobs;
        var rows = filter.Of is null
            ? $"anomaly_influencer i WHERE i.field = $field AND i.job_id IN ({jobs}) AND i.bucket >= $from AND i.bucket < $to AND i.score >= $least"
            : $"anomaly_influencer o CROSS JOIN anomaly_influencer i ON {string.Join(" AND ", Key.Split(", ").Select(c => $"i.{c} = o.{c}"))} WHERE o.field = $other AND o.job_id IN ({jobs}) AND o.bucket >= $from AND o.bucket < $to AND o.value = $is AND i.field = $field AND i.score >= $least";
        var command = _store.Command($"{select} {rows} {rest}");
        var set = command.Parameters;
        set.AddWithValue("$field", field);
        set.AddWithValue("$from", filter.FromMicros);
        set.AddWithValue("$to", filter.ToMicros);
        set.AddWithValue("$least", filter.LeastScore);
        if (filter.JobIds.Count > 0) set.AddWithValue("$jobs", JsonSerializer.Serialize(filter.JobIds));
        if (filter.Of is { } of)
        {
            set.AddWithValue("$other", of.Field);
            set.AddWithValue("$is", of.Value);
        }

        foreach (var (name, value) in more) if (value is not null) set.AddWithValue(name, value);
        return command;
    }
}
