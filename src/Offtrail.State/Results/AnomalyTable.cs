using Microsoft.Data.Sqlite;
using Offtrail.Anomalies;

namespace Offtrail.State;

/// <summary>The anomaly records of each job, as documents.</summary>
public sealed class AnomalyTable
{
    private readonly StateStore _store;
    private readonly SqliteCommand _clear;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _list;

    internal AnomalyTable(StateStore store)
    {
        _store = store;
        _clear = store.Command("DELETE FROM anomaly WHERE job_id = $job AND bucket >= $from", "$job", "$from");
        _add = store.Command(
            "INSERT INTO anomaly (job_id, scope, bucket, detector, partition_value, by_value, score, document) VALUES ($job, $scope, $bucket, $detector, $partition, $value, $score, $document)",
            "$job", "$scope", "$bucket", "$detector", "$partition", "$value", "$score", "$document");
        _list = store.Command("SELECT document FROM anomaly WHERE score >= $score ORDER BY bucket, job_id, scope, detector, partition_value, by_value", "$score");
    }

    /// <summary>Replaces the records of a job from a bucket on. Inside a transaction.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="records">Its records; those before <paramref name="fromMicros"/> are left out.</param>
    /// <param name="fromMicros">Earlier records stand as they are.</param>
    public void Replace(string jobId, IEnumerable<(AnomalyRecord Record, string Document)> records, long fromMicros = long.MinValue)
    {
        StateStore.Execute(_clear, jobId, fromMicros);
        foreach (var (r, document) in records)
            if (r.Bucket >= fromMicros) StateStore.Execute(_add, jobId, r.Scope, r.Bucket, r.Detector, r.Partition, r.ByValue, r.Score, document);
    }

    /// <summary>The documents of all records from a score on, oldest first.</summary>
    public IReadOnlyList<string> List(double leastScore) => _store.Query(_list, r => r.GetString(0), leastScore);
}
