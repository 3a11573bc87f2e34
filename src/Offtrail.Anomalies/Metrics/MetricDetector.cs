namespace Offtrail.Anomalies;

/// <summary>Judges a number of each active bucket (a count, a sum) by what is usual for its partition at that time.</summary>
public static class MetricDetector
{
    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector, a function of numbers.</param>
    /// <param name="values">The numbers, ordered by scope, bucket and partition (ordinal).</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's models and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values) =>
        ScopeRuns.Run(values, scope => new ScopeRun(job, detector, scope));

    private sealed class ScopeRun(JobDefinition job, Detector detector, string scope) : IScopeRun
    {
        private readonly MetricSettings _settings = new(
            detector.Function is DetectorFunction.Count or DetectorFunction.NonZeroCount or DetectorFunction.DistinctCount ? MetricKind.Counted : MetricKind.Measured,
            job.BucketSpan, detector.Side)
        { HalfLife = job.HalfLife };

        private readonly Dictionary<string, MetricModel> _models = new(StringComparer.Ordinal);
        private readonly ScopeActivity _activity = new(job);
        private readonly OpenRecords _records = new(job.SuppressRepeat);

        public IReadOnlyList<AnomalyRecord> Records => _records.All;

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            foreach (var row in bucket)
            {
                if (!_models.TryGetValue(row.Partition, out var model)) _models.Add(row.Partition, model = new MetricModel(_settings));
                Judge(row, model);
                model.Learn(row.Bucket, row.Number);
            }

            _activity.Learn(bucket[0].Bucket, bucket.Count);
        }

        private void Judge(BucketValue row, MetricModel model)
        {
            var judged = model.Judge(row.Bucket, row.Number);
            if (judged.Probability >= RareModel.CommonFrom) return;
            var returnDays = _activity.ReturnDays(judged.Probability, row.Bucket);
            var score = RecordScore.OfReturn(returnDays);
            if (score < RareDetector.LeastScore || _records.TryFold(row, score)) return;
            _records.Add(new AnomalyRecord
            {
                JobId = job.Id,
                Detector = detector.Description,
                Function = detector.FunctionName,
                Scope = scope,
                Bucket = row.Bucket,
                Span = job.BucketSpan,
                ByField = detector.ByField,
                ByValue = "",
                PartitionField = detector.PartitionField,
                Partition = row.Partition,
                Probability = judged.Probability,
                ReturnDays = returnDays,
                Score = score,
                Actual = row.Number,
                Typical = judged.Typical,
                Learning = _activity.IsLearning(row.Bucket),
                History = new NumberHistory(_activity.Buckets, _activity.Days(row.Bucket), judged.History.Buckets, judged.History.Profile),
                EventCount = row.Count,
                FirstEvent = row.First,
                CompleteAt = row.Last, // a number may grow until its bucket is over
                LastEvent = row.Last,
                Repeats = 0,
            });
        }
    }
}
