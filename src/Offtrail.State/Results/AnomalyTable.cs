using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Offtrail.Anomalies;

namespace Offtrail.State;

/// <summary>The anomaly records of each job, as documents and as they were computed.</summary>
public sealed class AnomalyTable
{
    private const string Key = "job_id = $job AND scope = $scope AND bucket = $bucket AND detector = $detector AND partition_value = $partition AND by_value = $value";

    private readonly StateStore _store;
    private readonly SqliteCommand _clear;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _before;
    private readonly SqliteCommand _same;
    private readonly SqliteCommand _count;
    private readonly SqliteCommand _finals;
    private readonly SqliteCommand _change;
    private readonly SqliteCommand _changes;
    private readonly SqliteCommand _isChanged;
    private readonly SqliteCommand _at;

    internal AnomalyTable(StateStore store)
    {
        _store = store;
        _clear = store.Command("DELETE FROM anomaly WHERE job_id = $job AND bucket >= $from", "$job", "$from");
        _put = store.Command(
            "INSERT OR REPLACE INTO anomaly (job_id, scope, bucket, detector, partition_value, by_value, score, document, record, final) VALUES ($job, $scope, $bucket, $detector, $partition, $value, $score, $document, $record, $final)",
            "$job", "$scope", "$bucket", "$detector", "$partition", "$value", "$score", "$document", "$record", "$final");
        _list = store.Command("SELECT document FROM anomaly WHERE score >= $score ORDER BY bucket, job_id, scope, detector, partition_value, by_value", "$score");
        _before = store.Command("SELECT record FROM anomaly WHERE job_id = $job AND +bucket < $before AND score >= $score ORDER BY scope, bucket, detector, partition_value, by_value", "$job", "$before", "$score");
        _same = store.Command($"SELECT 1 FROM anomaly WHERE {Key} AND record = $record", "$job", "$scope", "$bucket", "$detector", "$partition", "$value", "$record");
        _finals = store.Command("SELECT scope, bucket, detector, partition_value, by_value, score FROM anomaly WHERE job_id = $job AND bucket >= $from AND bucket <= $final AND final = 1 AND score >= $score", "$job", "$from", "$final", "$score");
        _change = store.Command(
            "INSERT INTO anomaly_change (job_id, scope, bucket, detector, partition_value, by_value, was, now, at) VALUES ($job, $scope, $bucket, $detector, $partition, $value, $was, $now, $at)",
            "$job", "$scope", "$bucket", "$detector", "$partition", "$value", "$was", "$now", "$at");
        _changes = store.Command("SELECT job_id, scope, bucket, detector, partition_value, by_value, was, now, at FROM anomaly_change ORDER BY at, bucket, job_id, scope, detector, partition_value, by_value");
        _isChanged = store.Command($"SELECT 1 FROM anomaly_change WHERE {Key} LIMIT 1", "$job", "$scope", "$bucket", "$detector", "$partition", "$value");
        _at = store.Command($"SELECT record, document FROM anomaly WHERE {Key}", "$job", "$scope", "$bucket", "$detector", "$partition", "$value");
        _count = store.Command("SELECT count(*) FROM anomaly WHERE job_id = $job", "$job");
    }

    /// <summary>
    /// Puts records of a job in the place of all that it had from a bucket on; of earlier ones those that are given. A record of a
    /// finished bucket that says something else now, or is gone, is noted with what it was. Inside a transaction.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="records">Its records with their documents and what they may be put down to; those before <see cref="ReplaceOptions.StandsBefore"/> are left out.</param>
    /// <param name="options">From where on, and what is finished.</param>
    public void Replace(string jobId, IEnumerable<(AnomalyRecord Record, string Document, IReadOnlyList<Influencer> Influencers)> records, ReplaceOptions options)
    {
        var from = Math.Max(options.FromMicros, options.StandsBefore);
        var were = _store.Query(_finals, r => (Key: (r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4)), Score: r.GetDouble(5)), jobId, from, options.FinalMicros, options.LeastScoreOfChange).ToDictionary(w => w.Key, w => w.Score);
        StateStore.Execute(_clear, jobId, from);
        _store.Influencers.Clear(jobId, from);
        foreach (var (r, document, influencers) in records)
        {
            if (r.Bucket < options.StandsBefore) continue;
            var isFinal = r.Bucket <= options.FinalMicros;
            StateStore.Execute(_put, jobId, r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue, r.Score, document, RecordBytes.Write(r), isFinal ? 1 : 0);
            if (were.Remove((r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue), out var was) && Math.Round(r.Score) != Math.Round(was))
                StateStore.Execute(_change, jobId, r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue, was, r.Score, options.AtMicros);
            var isChanged = StateStore.Scalar(_isChanged, jobId, r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue) is not null;
            _store.Influencers.Put(r, influencers, isFinal, isChanged, isNew: r.Bucket >= from);
        }

        foreach (var ((scope, bucket, detector, partition, value), was) in were) StateStore.Execute(_change, jobId, scope, bucket, detector, partition, value, was, null, options.AtMicros);
    }

    /// <summary>What late events changed in finished buckets, oldest change first.</summary>
    public IReadOnlyList<ChangedAnomaly> Changes() => _store.Query(_changes, r => new ChangedAnomaly(
        r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetDouble(6), r.IsDBNull(7) ? null : r.GetDouble(7), r.GetInt64(8)));

    /// <summary>The documents of all records from a score on, oldest first.</summary>
    public IReadOnlyList<string> List(double leastScore) => _store.Query(_list, r => r.GetString(0), leastScore);

    /// <summary>Records that fit, the newest buckets first.</summary>
    public IReadOnlyList<FoundAnomaly> Find(AnomalyFilter f)
    {
        const string Place = "bucket, job_id, scope, detector, partition_value, by_value";
        var jobs = f.JobIds.Count > 0 ? "AND job_id IN (SELECT value FROM json_each($jobs))" : "";
        var behind = f.Behind is null ? "" : $"AND ({Place}) < ($bucket, $job, $scope, $detector, $partition, $value)";
        var influencers = string.Concat(f.Influencers.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"AND ({Place}) IN (SELECT {Place} FROM anomaly_influencer WHERE field = $field{i} AND value = $is{i}) ")));
        using var command = _store.Command($"SELECT {Place}, document, final FROM anomaly WHERE score >= $score AND bucket >= $from AND bucket < $to {jobs} {influencers}{behind} ORDER BY {Place.Replace(",", " DESC,", StringComparison.Ordinal)} DESC LIMIT $limit");
        Set("$score", f.LeastScore);
        Set("$from", f.FromMicros);
        Set("$to", f.ToMicros);
        Set("$limit", f.Limit);
        foreach (var (i, (field, value)) in f.Influencers.Index())
        {
            Set(string.Create(CultureInfo.InvariantCulture, $"$field{i}"), field);
            Set(string.Create(CultureInfo.InvariantCulture, $"$is{i}"), value);
        }

        if (f.JobIds.Count > 0) Set("$jobs", JsonSerializer.Serialize(f.JobIds));
        if (f.Behind is { } last) foreach (var (name, value) in new (string, object)[] { ("$bucket", last.Bucket), ("$job", last.JobId), ("$scope", last.Scope), ("$detector", last.Detector), ("$partition", last.Partition), ("$value", last.ByValue) }) Set(name, value);
        return _store.Query(command, r => new FoundAnomaly(new AnomalyPlace(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5)), r.GetString(6), r.GetInt64(7) != 0));

        void Set(string name, object value) => command.Parameters.AddWithValue(name, value);
    }

    /// <summary>A record by its place, as it was computed and as a document; null when there is none.</summary>
    public (AnomalyRecord Record, string Document)? At(AnomalyPlace p) =>
        _store.Query(_at, r => (RecordBytes.Read(r.GetFieldValue<byte[]>(0)), r.GetString(1)), p.JobId, p.Scope, p.Bucket, p.Detector, p.Partition, p.ByValue) is [var one, ..] ? one : null;

    /// <summary>A job's records of buckets before a time, from a score on, by scope and bucket.</summary>
    public IReadOnlyList<AnomalyRecord> Before(string jobId, long beforeMicros, double leastScore) =>
        _store.Query(_before, r => RecordBytes.Read(r.GetFieldValue<byte[]>(0)), jobId, beforeMicros, leastScore);

    /// <summary>Whether a record is there as it is, to the last bit.</summary>
    public bool Has(AnomalyRecord r) => _store.Query(_same, _ => true, r.JobId, r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue, RecordBytes.Write(r)).Count > 0;

    /// <summary>How many records a job has.</summary>
    public long Count(string jobId) => _store.Query(_count, r => r.GetInt64(0), jobId)[0];
}
