namespace Offtrail.Anomalies;

/// <summary>Judges a number of each active bucket (a count, a sum) by what is usual for its partition at that time, or for all members of its population.</summary>
public static class MetricDetector
{
    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector, a function of numbers.</param>
    /// <param name="values">The numbers, ordered by scope, bucket, partition and value (ordinal).</param>
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's models and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, DetectorStore? store = null) =>
        ScopeRuns.Run(values, store ?? DetectorStore.None, (_, known) => new ScopeRun(job, detector, store ?? DetectorStore.None, known is null ? MetricRunState.Empty : StateBytes.Read<MetricRunState>(known)));

    /// <summary>How a detector's models judge.</summary>
    internal static MetricSettings SettingsOf(JobDefinition job, Detector detector) => new(
        detector.Function is DetectorFunction.Count or DetectorFunction.NonZeroCount or DetectorFunction.DistinctCount ? MetricKind.Counted : MetricKind.Measured, job.BucketSpan, detector.Side)
    { HalfLife = job.HalfLife };

    private sealed class ScopeRun : IScopeRun
    {
        private readonly JobDefinition _job;
        private readonly Detector _detector;
        private readonly MetricSettings _settings;
        private readonly PartitionModels<MetricModel> _models;
        private readonly ScopeActivity _activity;
        private readonly OpenRecords _records;

        public ScopeRun(JobDefinition job, Detector detector, DetectorStore store, MetricRunState state)
        {
            (_job, _detector) = (job, detector);
            _settings = SettingsOf(job, detector);
            _models = new PartitionModels<MetricModel>(store, () => new MetricModel(_settings), m => StateBytes.Write(m.ToState()), b => MetricModel.FromState(_settings, StateBytes.Read<MetricState>(b)));
            _models.Restore(state.Models);
            _activity = new ScopeActivity(job, state.Activity);
            _records = new OpenRecords(job.SuppressRepeat, state.Open);
        }

        public byte[] Save(long atMicros) =>
            StateBytes.Write(new MetricRunState(_models.States(), _activity.ToState(), _records.Open(atMicros)));

        public IReadOnlyList<AnomalyRecord> Records => _records.All;

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            if (_detector.OverField is not null) LearnTogether(bucket);
            else
            {
                foreach (var row in bucket)
                {
                    var model = _models.Of(row.Partition, row.Value);
                    Judge(row, model);
                    model.Learn(row.Bucket, row.Number);
                }
            }

            _activity.Learn(bucket[0].Bucket, bucket.Count);
        }

        public void Release() => _models.Release();

        /// <summary>Members of a population have one model: all of them are judged before any is learned.</summary>
        private void LearnTogether(IReadOnlyList<BucketValue> bucket)
        {
            foreach (var row in bucket) Judge(row, _models.Of("", row.Value));
            foreach (var row in bucket) _models.Of("", row.Value).Learn(row.Bucket, row.Number);
        }

        private void Judge(BucketValue row, MetricModel model)
        {
            var judged = model.Judge(row.Bucket, row.Number);
            if (judged.Probability >= RareModel.CommonFrom || _job.SkipsResult(row, _detector)) return;
            var score = _activity.Score(judged.Probability, row.Bucket);
            if (score < RareDetector.LeastScore || _records.TryCount(row.Partition, row.Value, row.Bucket, score)) return;
            var history = new NumberHistory(_activity.Buckets, _activity.Days(row.Bucket), judged.History.Buckets, judged.History.Profile);
            _records.Add(AnomalyRecord.Of(_job, _detector, row, new Judgement(judged.Probability, _activity.ReturnDays(judged.Probability, row.Bucket), score, row.Number, judged.Typical, _activity.IsLearning(row.Bucket), history))
                with
            { CompleteAt = row.Last }); // a number may grow until its bucket is over
        }
    }
}
