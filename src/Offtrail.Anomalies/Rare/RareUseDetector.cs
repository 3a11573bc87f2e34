namespace Offtrail.Anomalies;

/// <summary>
/// <c>freq_rare</c>: judges how many events with rare values a member of a population has in a bucket, by what all members had.
/// Without a population the bucket is its only member.
/// </summary>
/// <remarks>
/// Model. Every active bucket of a member counts as a bucket of a <see cref="RareModel"/>. A value is rare where that model's
/// chance of something at least as unusual is at most <see cref="RareUpTo"/>. The number of a member's events with rare values is
/// judged, high side, by one <see cref="MetricModel"/> of counts for all members; most of their numbers are 0. All members of a bucket are judged
/// before any is learned.
/// </remarks>
public static class RareUseDetector
{
    /// <summary>Share of the active buckets of members in which something at least as unusual as a rare value is, at most.</summary>
    public const double RareUpTo = 0.05;

    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector, of <c>freq_rare</c>.</param>
    /// <param name="values">All values, ordered by scope, bucket, member and value (ordinal).</param>
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's values and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, DetectorStore? store = null) =>
        ScopeRuns.Run(values, store ?? DetectorStore.None, (_, known) => new ScopeRun(job, detector, known is null ? null : StateBytes.Read<RareUseState>(known)));

    private sealed class ScopeRun : IScopeRun
    {
        private readonly JobDefinition _job;
        private readonly Detector _detector;
        private readonly RareModel _values;
        private readonly MetricModel _uses;
        private readonly ScopeActivity _activity;
        private readonly OpenRecords _records;

        public ScopeRun(JobDefinition job, Detector detector, RareUseState? state)
        {
            (_job, _detector) = (job, detector);
            var settings = new MetricSettings(MetricKind.Counted, job.BucketSpan, MetricSide.High) { HalfLife = job.HalfLife };
            _values = new RareModel(job, state?.Values);
            _uses = state is null ? new MetricModel(settings) : MetricModel.FromState(settings, state.Uses);
            _activity = new ScopeActivity(job, state?.Activity ?? ActivityState.Empty);
            _records = new OpenRecords(job.SuppressRepeat, state?.Open ?? []);
        }

        public byte[] Save(long atMicros) => StateBytes.Write(new RareUseState(_values.ToState(), _uses.ToState(), _activity.ToState(), _records.Open(atMicros)));

        public IReadOnlyList<AnomalyRecord> Records
        {
            get
            {
                _values.CheckInvariants();
                _uses.CheckInvariants();
                return _records.All;
            }
        }

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            var members = bucket.GroupBy(r => r.Partition, StringComparer.Ordinal).Select(m => (Rows: m.ToArray(), Rare: m.Where(IsRare).ToArray())).ToArray();
            foreach (var (_, rare) in members) Judge(rare);
            foreach (var (rows, rare) in members)
            {
                _uses.Learn(rows[0].Bucket, rare.Sum(r => r.Count));
                _values.Learn(rows[0].Bucket, rows.Where(r => r.Value.Length > 0).Select(r => r.Value));
            }

            _activity.Learn(bucket[0].Bucket, members.Length);
        }

        private bool IsRare(BucketValue row) => row.Value.Length > 0 && _values.Judge(row.Value, row.Bucket).Probability <= RareUpTo;

        private void Judge(BucketValue[] rare)
        {
            var told = rare.Where(r => !_job.SkipsResult(r, _detector)).ToArray();
            if (told.Length == 0) return;
            var (first, number) = (told[0], told.Sum(r => r.Count));
            var judged = _uses.Judge(first.Bucket, number);
            var score = _activity.Score(judged.Probability, first.Bucket);
            if (score < RareDetector.LeastScore || _records.TryCount(first.Partition, "", first.Bucket, score)) return;
            var ordered = told.OrderByDescending(r => r.Count).ThenBy(r => r.Value, StringComparer.Ordinal).ToArray();
            var row = ordered[0] with { Count = number, First = told.Min(r => r.First), Last = told.Max(r => r.Last) };
            var history = new NumberHistory(_activity.Buckets, _activity.Days(first.Bucket), judged.History.Buckets, judged.History.Profile);
            _records.Add(AnomalyRecord.Of(_job, _detector, row, new Judgement(judged.Probability, _activity.ReturnDays(judged.Probability, first.Bucket), score, number, judged.Typical, _activity.IsLearning(first.Bucket), history))
                with
            { OtherValues = [.. ordered.Skip(1).Select(r => r.Value)], CompleteAt = row.Last }); // a number may grow until its bucket is over
        }
    }
}
