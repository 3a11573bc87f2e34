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
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies by scope and bucket, a scope at a time. Memory: one scope's anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, DetectorStore? store = null) =>
        ScopeRuns.Run(values, store ?? DetectorStore.None, (_, known) => new ScopeRun(job, detector, known is null ? RareRunState.Empty : StateBytes.Read<RareRunState>(known)));

    /// <summary>One scope's model and its anomalies so far.</summary>
    private sealed class ScopeRun(JobDefinition job, Detector detector, RareRunState state) : IScopeRun
    {
        private readonly RareModel _model = new(job, state.Model);
        private readonly OpenRecords _records = new(job.SuppressRepeat, state.Open);

        public byte[] Save(long atMicros) => StateBytes.Write(new RareRunState(_model.ToState(), _records.Open(atMicros)));

        public IReadOnlyList<AnomalyRecord> Records
        {
            get
            {
                _model.CheckInvariants();
                return _records.All;
            }
        }

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            foreach (var value in bucket)
            {
                if (!_records.TryFold(value) && !_model.IsCommon(value.Value, value.Bucket, LeastScore)) Judge(value);
            }

            _model.Learn(bucket[0].Bucket, bucket.Select(v => v.Value));
        }

        private void Judge(BucketValue value)
        {
            var judged = _model.Judge(value.Value, value.Bucket);
            if (judged.Score < LeastScore || job.SkipsResult(value, detector)) return;
            _records.Add(AnomalyRecord.Of(job, detector, value, new Judgement(judged.Probability, judged.ReturnDays, judged.Score, 1, judged.Typical, judged.Learning, judged.History)));
        }
    }
}
