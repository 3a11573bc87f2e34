namespace Offtrail.Anomalies;

/// <summary>Runs a rare detector with partitions over a job's buckets, scope by scope.</summary>
public static class NoveltyDetector
{
    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job.</param>
    /// <param name="detector">Its detector.</param>
    /// <param name="values">All values, ordered by scope, bucket, partition and value (ordinal).</param>
    /// <param name="sign">Takes every sign, in the order of scope and bucket; null when nobody asks for them.</param>
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies, a scope at a time. Memory: one scope's model and anomalies.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, Detector detector, IEnumerable<BucketValue> values, Action<Sign>? sign = null, DetectorStore? store = null) =>
        ScopeRuns.Run(values, store ?? DetectorStore.None, (scope, known) => new ScopeRun(job, detector, scope, sign, known is null ? null : StateBytes.Read<NoveltyRunState>(known)));

    private sealed class ScopeRun(JobDefinition job, Detector detector, string scope, Action<Sign>? sign, NoveltyRunState? state) : IScopeRun
    {
        private readonly NoveltyModel _model = new(job, state?.Model);
        private readonly OpenRecords _records = new(job.SuppressRepeat, state?.Open ?? []);

        public byte[] Save(long atMicros) => StateBytes.Write(new NoveltyRunState(_model.ToState(), _records.Open(atMicros)));

        public IReadOnlyList<AnomalyRecord> Records
        {
            get
            {
                _model.CheckInvariants();
                return _records.All;
            }
        }

        public void Finish(IReadOnlyList<BucketValue> bucketRows)
        {
            var bucket = bucketRows[0].Bucket;
            var learning = _model.IsLearning(bucket);
            var judged = new List<(string Partition, List<Novelty> Found)>();
            for (var i = 0; i < bucketRows.Count;)
            {
                var partition = bucketRows[i].Partition;
                var rows = new List<BucketValue>();
                for (; i < bucketRows.Count && bucketRows[i].Partition == partition; i++)
                    if (bucketRows[i].Value.Length > 0) rows.Add(bucketRows[i]);
                var found = _model.Judge(partition, [.. rows.Select(r => r.Value)], bucket);
                judged.Add((partition, found));
                Take(partition, rows, job.Skips.Count == 0 ? found : found.FindAll(n => !job.SkipsResult(rows.Find(r => r.Value == n.Value), detector)), bucket, learning);
            }

            _model.Begin(bucket);
            _model.LearnRates(judged, learning);
            foreach (var (partition, found) in judged) _model.LearnValues(partition, found);
            _model.End();
        }

        private void Take(string partition, List<BucketValue> rows, List<Novelty> found, long bucket, bool learning)
        {
            foreach (var row in rows) _records.TryFold(row);
            if (found.Count == 0) return;
            foreach (var novelty in found.Where(n => n.Probability < RareModel.CommonFrom))
            {
                var returnDays = _model.ReturnDays(novelty.Probability, bucket);
                var score = RecordScore.OfReturn(returnDays);
                if (score >= RareDetector.LeastScore) _records.Add(Record(rows.Find(r => r.Value == novelty.Value), novelty, found.Count, returnDays, score, learning));
            }

            if (sign is null) return;
            var ordered = found.OrderBy(n => n.Probability).ThenBy(n => n.Value, StringComparer.Ordinal).ToArray();
            var kept = ordered.Take(Sign.MaxValues).Select(n => n.Value).ToArray();
            var firsts = rows.Where(r => kept.Contains(r.Value)).Select(r => r.First).ToArray();
            sign(new Sign(scope, bucket, partition, ordered[0].Probability, ordered[0].Peers, kept, ordered.Length - kept.Length, firsts.Min(), firsts.Max()));
        }

        private AnomalyRecord Record(BucketValue row, Novelty novelty, int together, double returnDays, double score, bool learning) =>
            AnomalyRecord.Of(job, detector, row, new Judgement(novelty.Probability, returnDays, score, 1, 0, learning, _model.History(row.Partition, novelty, together, row.Bucket)));
    }
}
