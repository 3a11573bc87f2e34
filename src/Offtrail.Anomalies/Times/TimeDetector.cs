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
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's models and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, Action<Sign>? sign = null, DetectorStore? store = null) =>
        ScopeRuns.Run(values, store ?? DetectorStore.None, (scope, known) => new ScopeRun(job, detector, scope, sign, store ?? DetectorStore.None, known is null ? TimeRunState.Empty : StateBytes.Read<TimeRunState>(known)));

    /// <summary>How a detector's models judge.</summary>
    internal static TimeSettings SettingsOf(JobDefinition job, Detector detector) => new(detector.Function == DetectorFunction.TimeOfDay ? TimeCycle.Day : TimeCycle.Week) { HalfLife = job.HalfLife };

    private sealed class ScopeRun : IScopeRun
    {
        private readonly JobDefinition _job;
        private readonly Detector _detector;
        private readonly string _scope;
        private readonly Action<Sign>? _sign;
        private readonly TimeSettings _settings;
        private readonly PartitionModels<TimeModel> _models;
        private readonly ScopeActivity _activity;
        private readonly OpenRecords _records;

        public ScopeRun(JobDefinition job, Detector detector, string scope, Action<Sign>? sign, DetectorStore store, TimeRunState state)
        {
            (_job, _detector, _scope, _sign) = (job, detector, scope, sign);
            _settings = SettingsOf(job, detector);
            _models = new PartitionModels<TimeModel>(store, () => new TimeModel(_settings), m => StateBytes.Write(m.ToState()), b => TimeModel.FromState(_settings, StateBytes.Read<TimeState>(b)));
            _models.Restore(state.Models);
            _activity = new ScopeActivity(job, state.Activity);
            _records = new OpenRecords(job.SuppressRepeat, state.Open);
        }

        public byte[] Save(long atMicros) =>
            StateBytes.Write(new TimeRunState(_models.States(), _activity.ToState(), _records.Open(atMicros)));

        public IReadOnlyList<AnomalyRecord> Records => _records.All;

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            foreach (var row in bucket)
            {
                var model = _models.Of(row.Partition, "");
                Judge(row, model);
                model.Learn(row.Bucket);
            }

            _activity.Learn(bucket[0].Bucket, bucket.Count);
        }

        public void Release() => _models.Release();

        private void Judge(BucketValue row, TimeModel model)
        {
            var judged = model.Judge(row.Bucket);
            if (judged.Probability >= RareModel.CommonFrom || _job.SkipsResult(row, _detector)) return;
            _sign?.Invoke(new Sign(_scope, row.Bucket, row.Partition, judged.Probability, 0, [], 0, row.First, row.First));
            var score = _activity.Score(judged.Probability, row.Bucket);
            if (score < RareDetector.LeastScore || _records.TryCount(row.Partition, "", row.Bucket, score)) return;
            var history = new HourHistory(_activity.Buckets, _activity.Days(row.Bucket), judged.History.Buckets, judged.Share);
            _records.Add(AnomalyRecord.Of(_job, _detector, row with { Value = Time(row.Bucket) }, new Judgement(judged.Probability, _activity.ReturnDays(judged.Probability, row.Bucket), score, 1, judged.Share, _activity.IsLearning(row.Bucket), history)));
        }

        private string Time(long bucket) =>
            DateTime.UnixEpoch.AddTicks(bucket * TimeSpan.TicksPerMicrosecond).ToString(_detector.Function == DetectorFunction.TimeOfDay ? "HH:mm" : "dddd HH:mm", CultureInfo.InvariantCulture);
    }
}
