namespace Offtrail.Anomalies;

/// <summary>Runs a rare detector over a job's buckets, scope by scope.</summary>
public static class RareDetector
{
    /// <summary>Records below this score are not kept: they turn up several times a day.</summary>
    public const double LeastScore = 1;

    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector, without partitions.</param>
    /// <param name="values">All values, ordered by scope, then bucket, then value (ordinal).</param>
    /// <returns>The anomalies by scope and bucket, a scope at a time. Memory: one scope's anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values)
    {
        ScopeRun? run = null;
        foreach (var value in values)
        {
            if (run?.Scope != value.Scope)
            {
                if (run is not null) foreach (var record in run.Finish()) yield return record;
                run = new ScopeRun(job, detector, value.Scope);
            }

            run.Add(value);
        }

        if (run is not null) foreach (var record in run.Finish()) yield return record;
    }

    /// <summary>One scope's model, the bucket that is being gathered, and the anomalies so far.</summary>
    private sealed class ScopeRun(JobDefinition job, Detector detector, string scope)
    {
        private readonly RareModel _model = new(job);
        private readonly OpenRecords _records = new(job.SuppressRepeat);
        private readonly List<BucketValue> _bucket = [];

        public string Scope => scope;

        public void Add(BucketValue value)
        {
            if (_bucket.Count > 0 && _bucket[0].Bucket != value.Bucket) FinishBucket();
            _bucket.Add(value);
        }

        public IReadOnlyList<AnomalyRecord> Finish()
        {
            FinishBucket();
            _model.CheckInvariants();
            return _records.All;
        }

        private void FinishBucket()
        {
            foreach (var value in _bucket)
            {
                if (!_records.TryFold(value)) Judge(value);
            }

            _model.Learn(_bucket[0].Bucket, _bucket.Select(v => v.Value));
            _bucket.Clear();
        }

        private void Judge(BucketValue value)
        {
            var judged = _model.Judge(value.Value, value.Bucket);
            if (judged.Score < LeastScore) return;
            _records.Add(new AnomalyRecord
            {
                JobId = job.Id,
                Detector = detector.Description,
                Function = detector.FunctionName,
                Scope = scope,
                Bucket = value.Bucket,
                Span = job.BucketSpan,
                ByField = detector.ByField,
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
