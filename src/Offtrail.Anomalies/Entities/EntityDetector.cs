namespace Offtrail.Anomalies;

/// <summary>Adds up the signs of several jobs on each entity: a call it never made, from a network it never used, with a client it never had.</summary>
public static class EntityDetector
{
    /// <summary>Finds the anomalies.</summary>
    /// <param name="job">The job, with its entity.</param>
    /// <param name="parts">The signs of each part with the by field of its job, in the order of the definition's parts.</param>
    /// <param name="activity">The active buckets of each entity (no values), ordered by scope, bucket and partition.</param>
    /// <param name="store">Where to start, and when to note what is known; null for the beginning.</param>
    /// <returns>The anomalies. An episode gives a record whenever it becomes more unusual than it was. Memory: the signs, and the entities of one scope.</returns>
    public static IEnumerable<AnomalyRecord> Run(JobDefinition job, IReadOnlyList<(string Field, IReadOnlyList<Sign> Signs)> parts, IEnumerable<BucketValue> activity, DetectorStore? store = null)
    {
        var signs = new Dictionary<(string Scope, long Bucket, string Entity), List<(int Part, Sign Sign)>>();
        for (var part = 0; part < parts.Count; part++)
        {
            foreach (var sign in parts[part].Signs)
            {
                var key = (sign.Scope, sign.Bucket, sign.Partition);
                if (!signs.TryGetValue(key, out var list)) signs.Add(key, list = []);
                list.Add((part, sign));
            }
        }

        string[] fields = [.. parts.Select(p => p.Field)];
        return ScopeRuns.Run(activity, store ?? DetectorStore.None, (scope, known) => new ScopeRun(job, fields, scope, signs, known is null ? null : StateBytes.Read<EntityRunState>(known)));
    }

    private sealed class ScopeRun : IScopeRun
    {
        private readonly JobDefinition _job;
        private readonly string[] _fields;
        private readonly string _scope;
        private readonly Dictionary<(string Scope, long Bucket, string Entity), List<(int Part, Sign Sign)>> _signs;
        private readonly EntityDefinition _entity;
        private readonly EntityModel _model;
        private readonly Dictionary<string, EntityState> _entities = new(StringComparer.Ordinal);
        private readonly List<AnomalyRecord> _records = [];

        public ScopeRun(JobDefinition job, string[] fields, string scope, Dictionary<(string Scope, long Bucket, string Entity), List<(int Part, Sign Sign)>> signs, EntityRunState? state)
        {
            (_job, _fields, _scope, _signs, _entity, _model) = (job, fields, scope, signs, job.Entity!, new EntityModel(job, state?.Model));
            foreach (var stored in state?.Entities ?? [])
            {
                var entity = new EntityState { Age = stored.Age, Episode = stored.Episode, Highest = stored.Highest, LastOfLevel = stored.LastOfLevel, LastAbove = stored.LastAbove };
                entity.Recent.AddRange(stored.Recent);
                entity.Records.AddRange(Enumerable.Range(_records.Count, stored.Records.Length));
                _records.AddRange(stored.Records);
                _entities.Add(stored.Name, entity);
            }
        }

        public IReadOnlyList<AnomalyRecord> Records => _records;

        public byte[] Save(long atMicros) => StateBytes.Write(new EntityRunState(_model.ToState(), [.. _entities.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => Stored(e.Key, e.Value, atMicros))]));

        /// <summary>Signs that have left the window and an episode that is over would be forgotten at the next bucket anyway.</summary>
        private StoredEntity Stored(string name, EntityState entity, long at)
        {
            var isOpen = entity.Episode is { } start && at - start < Micros(_job.SuppressRepeat) && !IsQuiet(entity, at);
            return new StoredEntity(name, entity.Age, [.. entity.Recent.Where(s => s.Sign.Bucket > at - Micros(_entity.Window))],
                isOpen ? entity.Episode : null, isOpen ? [.. entity.Records.Select(r => _records[r])] : [], isOpen ? entity.Highest : 0, entity.LastOfLevel, isOpen ? entity.LastAbove : null);
        }

        /// <summary>Whether nothing was unusual for so long that what comes now is another story.</summary>
        private bool IsQuiet(EntityState entity, long at) => entity.LastAbove is { } last && at - last >= EntityModel.QuietWindows * Micros(_entity.Window);

        public void Finish(IReadOnlyList<BucketValue> bucket)
        {
            var learning = _model.IsLearning(bucket[0].Bucket);
            var ages = new List<long>(bucket.Count);
            var episodes = 0;
            foreach (var row in bucket)
            {
                if (!_entities.TryGetValue(row.Partition, out var entity)) _entities.Add(row.Partition, entity = new EntityState());
                ages.Add(entity.Age);
                if (_signs.TryGetValue((_scope, row.Bucket, row.Partition), out var found) && Judge(row, entity, found, learning)) episodes++;
                entity.Age++;
            }

            _model.Learn(bucket[0].Bucket, ages, episodes);
        }

        /// <summary>True when an episode of the level by which scopes are compared begins.</summary>
        private bool Judge(BucketValue row, EntityState entity, List<(int Part, Sign Sign)> found, bool learning)
        {
            var (window, repeat) = (Micros(_entity.Window), Micros(_job.SuppressRepeat));
            entity.Recent.RemoveAll(s => s.Sign.Bucket <= row.Bucket - window);
            entity.Recent.AddRange(found);
            var ageSurprise = _model.AgeSurprise(entity.Age);
            var strongest = entity.Recent.GroupBy(s => s.Part).Select(g => (_entity.Parts[g.Key].Group, Contribution: Contribution(g.Key, g.Select(s => s.Sign)))).ToList();
            var sum = EntityModel.Sum(strongest, ageSurprise, out var contributions);
            var begins = EntityModel.IsEpisode(sum) && (entity.LastOfLevel is not { } last || row.Bucket - last >= repeat);
            if (EntityModel.IsEpisode(sum)) entity.LastOfLevel = row.Bucket;
            if (sum < EntityModel.LeastSum) return begins;

            if (entity.Episode is { } start && (row.Bucket - start >= repeat || IsQuiet(entity, row.Bucket))) entity.Episode = null;
            entity.LastAbove = row.Bucket;
            if (entity.Episode is null)
            {
                (entity.Episode, entity.Highest) = (row.Bucket, 0);
                entity.Records.Clear();
            }

            foreach (var record in entity.Records) _records[record] = Continued(_records[record], row, found);
            if (sum <= entity.Highest) return begins;
            entity.Highest = sum;
            var (probability, returnDays) = _model.Judge(sum, row.Bucket);
            var score = RecordScore.OfReturn(returnDays);
            if (score < RareDetector.LeastScore || _job.SkipsResult(row, null)) return begins;
            var from = entity.Recent.Min(s => s.Sign.Bucket);
            entity.Records.Add(_records.Count);
            _records.Add(new AnomalyRecord
            {
                JobId = _job.Id,
                Detector = $"entity by {_entity.Field}",
                Function = "entity",
                Scope = _scope,
                Bucket = row.Bucket,
                Span = _job.BucketSpan,
                ByField = _entity.Field,
                ByValue = row.Partition,
                Episode = entity.Episode,
                Probability = probability,
                ReturnDays = returnDays,
                Score = score,
                Actual = sum,
                Typical = _model.Typical(row.Bucket),
                Learning = learning,
                History = new EntityHistory(_model.Buckets, _model.Days(row.Bucket), entity.Age, ageSurprise, from, contributions, []),
                EventCount = row.Count,
                FirstEvent = entity.Recent.Min(s => s.Sign.First),
                CompleteAt = found.Max(s => s.Sign.Completed),
                LastEvent = row.Last,
                Repeats = 0,
            });
            return begins;
        }

        /// <summary>What else is new in an episode belongs to its records.</summary>
        private AnomalyRecord Continued(AnomalyRecord record, BucketValue row, List<(int Part, Sign Sign)> found)
        {
            var history = (EntityHistory)record.History;
            return record with
            {
                EventCount = record.EventCount + row.Count,
                LastEvent = row.Last,
                Repeats = record.Repeats + 1,
                History = history with { Later = [.. history.Later, .. found.Select(s => Contribution(s.Part, [s.Sign]) with { Weight = 0 })] },
            };
        }

        /// <summary>A job's signs of the window as one: as unusual as the most unusual, with the values of all.</summary>
        private Contribution Contribution(int part, IEnumerable<Sign> signs)
        {
            var ordered = signs.OrderBy(s => s.Probability).ThenBy(s => s.Bucket).ToArray();
            string[] values = [.. ordered.SelectMany(s => s.Values).Distinct(StringComparer.Ordinal).Take(Sign.MaxValues)];
            return new Contribution(_entity.Parts[part].JobId, _fields[part], values, ordered.Sum(s => s.More), ordered[0].Peers, EntityModel.Surprise(ordered[0].Probability), 1);
        }

        private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
    }
}
