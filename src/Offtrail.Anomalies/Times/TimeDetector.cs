using System.Globalization;

namespace Offtrail.Anomalies;

/// <summary>Judges at what time of the day or week a partition is active.</summary>
public static class TimeDetector
{
    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector, a function of time.</param>
    /// <param name="values">The active buckets, ordered by scope, bucket and partition (ordinal).</param>
    /// <param name="sign">Takes every bucket at an unusual time, in the order of scope and bucket; null when nobody asks for them.</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's models and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, Action<Sign>? sign = null) =>
        ScopeRuns.Run(values, scope => new ScopeRun(job, detector, scope, sign));

    private sealed class ScopeRun(JobDefinition job, Detector detector, string scope, Action<Sign>? sign) : IScopeRun
    {
        private readonly TimeSettings _settings = new(detector.Function == DetectorFunction.TimeOfDay ? TimeCycle.Day : TimeCycle.Week) { HalfLife = job.HalfLife };
        private readonly Dictionary<string, TimeModel> _models = new(StringComparer.Ordinal);
        private readonly ScopeActivity _activity = new(job);
        private readonly OpenRecords _records = new(job.SuppressRepeat);

        public IReadOnlyList<AnomalyRecord> Records => _records.All;

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            foreach (var row in bucket)
            {
                if (!_models.TryGetValue(row.Partition, out var model)) _models.Add(row.Partition, model = new TimeModel(_settings));
                Judge(row, model);
                model.Learn(row.Bucket);
            }

            _activity.Learn(bucket[0].Bucket, bucket.Count);
        }

        private void Judge(BucketValue row, TimeModel model)
        {
            var judged = model.Judge(row.Bucket);
            if (judged.Probability >= RareModel.CommonFrom) return;
            sign?.Invoke(new Sign(scope, row.Bucket, row.Partition, judged.Probability, 0, [], 0, row.First, row.First));
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
                ByField = "",
                ByValue = Time(row.Bucket),
                PartitionField = detector.PartitionField,
                Partition = row.Partition,
                Probability = judged.Probability,
                ReturnDays = returnDays,
                Score = score,
                Actual = 1,
                Typical = judged.Share,
                Learning = _activity.IsLearning(row.Bucket),
                History = new HourHistory(_activity.Buckets, _activity.Days(row.Bucket), judged.History.Buckets, judged.Share),
                EventCount = row.Count,
                FirstEvent = row.First,
                LastEvent = row.Last,
                Repeats = 0,
            });
        }

        private string Time(long bucket) =>
            DateTime.UnixEpoch.AddTicks(bucket * TimeSpan.TicksPerMicrosecond).ToString(detector.Function == DetectorFunction.TimeOfDay ? "HH:mm" : "dddd HH:mm", CultureInfo.InvariantCulture);
    }
}
