using System.Globalization;

namespace Offtrail.Anomalies;

/// <summary>Opens what a job noted, and says what it knows: behind <c>offtrail jobs explain</c>.</summary>
public static class JobKnowledge
{
    /// <summary>What one detector knows of one scope.</summary>
    /// <param name="job">The job, with its tuning.</param>
    /// <param name="detector">Which of its detectors; null for the job of an entity.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="state">What was noted, of the same definition.</param>
    /// <param name="bucket">The time for which it is asked: the start of a bucket, not before what was noted; microseconds since 1970 UTC.</param>
    /// <exception cref="InvalidDataException">The state can't be read.</exception>
    public static Knowledge Of(JobDefinition job, Detector? detector, string scope, byte[] state, long bucket) => detector switch
    {
        null => OfEntities(job, scope, StateBytes.Read<EntityRunState>(state), bucket),
        { IsMetric: true } => OfNumbers(job, detector, scope, StateBytes.Read<MetricRunState>(state), bucket),
        { IsTime: true } => OfTimes(job, detector, scope, StateBytes.Read<TimeRunState>(state), bucket),
        { Function: DetectorFunction.FreqRare } => OfRareUse(job, detector, scope, StateBytes.Read<RareUseState>(state), bucket),
        { DividedBy: null } => OfValues(job, detector, scope, StateBytes.Read<RareRunState>(state).Model, bucket),
        _ => OfNovelties(job, detector, scope, StateBytes.Read<NoveltyRunState>(state).Model, bucket),
    };

    private static Knowledge OfValues(JobDefinition job, Detector detector, string scope, RareState state, long bucket)
    {
        var model = new RareModel(job, state);
        var fresh = model.Judge("\0", bucket); // no event has such a value
        var items = state.Values.Select(v =>
        {
            var judged = model.Judge(v.Value, bucket);
            return new KnownItem(null, v.Value, v.Buckets) { Share = judged.Typical, LastSeen = v.Last, Score = judged.Score };
        });
        return new Knowledge(scope, detector.Description, fresh.Learning, state.Buckets, fresh.History.Days, [.. items.OrderBy(i => i.Share).ThenBy(i => i.Value, StringComparer.Ordinal)]) { ScoreOfNew = fresh.Score };
    }

    private static Knowledge OfRareUse(JobDefinition job, Detector detector, string scope, RareUseState state, long bucket)
    {
        var (values, activity) = (OfValues(job, detector, scope, state.Values, bucket), new ScopeActivity(job, state.Activity));
        var uses = MetricModel.FromState(new MetricSettings(MetricKind.Counted, job.BucketSpan, MetricSide.High) { HalfLife = job.HalfLife }, state.Uses);
        var number = Number(new KnownItem(null, null, state.Uses.Buckets), uses, activity, bucket);
        return values with { Learning = activity.IsLearning(bucket), ActiveBuckets = activity.Buckets, Days = activity.Days(bucket), ScoreOfNew = null, Items = [number, .. values.Items.Select(i => i with { Score = null })] };
    }

    private static Knowledge OfNovelties(JobDefinition job, Detector detector, string scope, NoveltyState state, long bucket)
    {
        var (model, activity) = (new NoveltyModel(job, state), new ScopeActivity(job, state.Activity));
        var items = state.Partitions.Select(p =>
        {
            var novelty = model.Judge(p.Name, ["\0"], bucket)[0];
            return new KnownItem(p.Name, null, p.Age)
            {
                Values = p.Values.Length,
                NewRate = model.History(p.Name, novelty, 1, bucket).NewRate,
                Score = activity.Score(novelty.Probability, bucket),
            };
        });
        return new Knowledge(scope, detector.Description, activity.IsLearning(bucket), activity.Buckets, activity.Days(bucket), [.. items.OrderByDescending(i => i.Buckets).ThenBy(i => i.Partition, StringComparer.Ordinal)]);
    }

    private static Knowledge OfNumbers(JobDefinition job, Detector detector, string scope, MetricRunState state, long bucket)
    {
        var settings = MetricDetector.SettingsOf(job, detector);
        var activity = new ScopeActivity(job, state.Activity);
        var items = state.Models.Select(m =>
        {
            var stored = StateBytes.Read<MetricState>(m.State);
            return Number(new KnownItem(m.Partition.Length == 0 ? null : m.Partition, m.Value.Length == 0 ? null : m.Value, stored.Buckets), MetricModel.FromState(settings, stored), activity, bucket);
        });
        return new Knowledge(scope, detector.Description, activity.IsLearning(bucket), activity.Buckets, activity.Days(bucket),
            [.. items.OrderByDescending(i => i.Buckets).ThenBy(i => i.Partition, StringComparer.Ordinal).ThenBy(i => i.Value, StringComparer.Ordinal)]);
    }

    private static Knowledge OfTimes(JobDefinition job, Detector detector, string scope, TimeRunState state, long bucket)
    {
        var settings = TimeDetector.SettingsOf(job, detector);
        var activity = new ScopeActivity(job, state.Activity);
        var items = state.Models.Select(m =>
        {
            var stored = StateBytes.Read<TimeState>(m.State);
            var model = TimeModel.FromState(settings, stored);
            var hours = Enumerable.Range(0, settings.Cycle == TimeCycle.Day ? 24 : 168).Select(h => model.Judge(bucket + (h * 3_600_000_000L))).ToArray();
            var least = hours.Min(j => j.Probability);
            var busiest = DateTime.UnixEpoch.AddDays(settings.Cycle == TimeCycle.Day ? 0 : 4).AddSeconds(hours[0].Typical); // 1970-01-05 was a Monday
            return new KnownItem(m.Partition.Length == 0 ? null : m.Partition, null, stored.Buckets)
            {
                Busiest = busiest.ToString(settings.Cycle == TimeCycle.Day ? "HH:mm" : "dddd HH:mm", CultureInfo.InvariantCulture),
                Score = activity.Score(least, bucket),
            };
        });
        return new Knowledge(scope, detector.Description, activity.IsLearning(bucket), activity.Buckets, activity.Days(bucket), [.. items.OrderByDescending(i => i.Buckets).ThenBy(i => i.Partition, StringComparer.Ordinal)]);
    }

    private static Knowledge OfEntities(JobDefinition job, string scope, EntityRunState state, long bucket)
    {
        var model = new EntityModel(job, state.Model);
        return new Knowledge(scope, job.Entity!.Field, model.IsLearning(bucket), model.Buckets, model.Days(bucket),
            [.. state.Entities.Select(e => new KnownItem(e.Name, null, e.Age)).OrderByDescending(i => i.Buckets).ThenBy(i => i.Partition, StringComparer.Ordinal)])
        {
            SumsFor = [.. new[] { 50.0, 75, 90 }.Select(score => LeastSum(model, score, bucket))],
        };
    }

    private static double LeastSum(EntityModel model, double score, long bucket)
    {
        var (low, high) = (0.0, 64.0);
        while (high - low > 0.005)
        {
            var middle = (low + high) / 2;
            if (RecordScore.OfReturn(model.Judge(middle, bucket).ReturnDays) >= score) high = middle;
            else low = middle;
        }

        return high;
    }

    private static KnownItem Number(KnownItem item, MetricModel model, ScopeActivity activity, long bucket)
    {
        var typical = model.Judge(bucket, 0).Typical;
        return item with { Typical = typical, NumberFor50 = Least(50), NumberFor75 = Least(75) };

        // By doubling from the usual on, then by halves: scores rise with the distance.
        double? Least(double score)
        {
            var (low, step) = (Math.Max(0, Math.Floor(typical)), 1.0);
            while (Score(low + step) < score)
            {
                step *= 2;
                if (step > 1e12) return null;
            }

            var high = low + step;
            while (high - low > 1)
            {
                var middle = Math.Floor((low + high) / 2);
                if (Score(middle) >= score) high = middle;
                else low = middle;
            }

            return high;
        }

        double Score(double number) => activity.Score(model.Judge(bucket, number).Probability, bucket);
    }
}
