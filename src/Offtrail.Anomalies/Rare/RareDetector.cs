namespace Offtrail.Anomalies;

/// <summary>Runs a rare detector over a job's buckets, scope by scope.</summary>
public static class RareDetector
{
    /// <summary>Records below this score are not kept: they turn up several times a day.</summary>
    public const double LeastScore = 1;

    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="values">All values, ordered by scope, then bucket, then value (ordinal).</param>
    /// <returns>The anomalies by scope and bucket, a scope at a time. Memory: one scope's anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, IEnumerable<BucketValue> values)
    {
        ScopeRun? run = null;
        foreach (var value in values)
        {
            if (run?.Scope != value.Scope)
            {
                if (run is not null) foreach (var record in run.Finish()) yield return record;
                run = new ScopeRun(job, value.Scope);
            }

            run.Add(value);
        }

        if (run is not null) foreach (var record in run.Finish()) yield return record;
    }

    /// <summary>One scope's model, the bucket that is being gathered, and the anomalies so far.</summary>
    private sealed class ScopeRun(JobDefinition job, string scope)
    {
        private readonly RareModel _model = new(job);
        private readonly List<AnomalyRecord> _records = [];
        private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal); // value → its latest anomaly
        private readonly List<BucketValue> _bucket = [];

        public string Scope => scope;

        public void Add(BucketValue value)
        {
            if (_bucket.Count > 0 && _bucket[0].Bucket != value.Bucket) FinishBucket();
            _bucket.Add(value);
        }

        public List<AnomalyRecord> Finish()
        {
            FinishBucket();
            _model.CheckInvariants();
            return _records;
        }

        private void FinishBucket()
        {
            foreach (var value in _bucket)
            {
                if (!TryFold(value)) Judge(value);
            }

            _model.Learn(_bucket[0].Bucket, _bucket.Select(v => v.Value));
            _bucket.Clear();
        }

        /// <summary>A value that comes again soon after its anomaly belongs to that one.</summary>
        private bool TryFold(BucketValue value)
        {
            if (!_open.TryGetValue(value.Value, out var index)) return false;
            var open = _records[index];
            if (value.Bucket - open.Bucket >= job.SuppressRepeat.Ticks / TimeSpan.TicksPerMicrosecond) return false;
            _records[index] = open with { Repeats = open.Repeats + 1, EventCount = open.EventCount + value.Count, LastEvent = value.Last };
            return true;
        }

        private void Judge(BucketValue value)
        {
            var judged = _model.Judge(value.Value, value.Bucket);
            if (judged.Score < LeastScore) return;
            _open[value.Value] = _records.Count;
            _records.Add(new AnomalyRecord
            {
                JobId = job.Id,
                Detector = job.Detector.Description,
                Function = job.Detector.FunctionName,
                Scope = scope,
                Bucket = value.Bucket,
                Span = job.BucketSpan,
                ByField = job.Detector.ByField,
                ByValue = value.Value,
                Probability = judged.Probability,
                ReturnDays = judged.ReturnDays,
                Score = judged.Score,
                Actual = 1,
                Typical = judged.Typical,
                Learning = judged.Learning,
                History = judged.History,
                EventCount = value.Count,
                FirstEvent = value.First,
                LastEvent = value.Last,
                Repeats = 0,
            });
        }
    }
}
