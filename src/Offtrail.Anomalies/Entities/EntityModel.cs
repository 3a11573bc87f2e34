namespace Offtrail.Anomalies;

/// <summary>Turns the signs on an entity into the rate at which something so unusual turns up in the scope when nothing is wrong.</summary>
/// <remarks>
/// Sum. Each sign counts with its surprise, -log10 of its probability, as in Fisher's combination of independent tests
/// (Fisher 1932, Statistical Methods for Research Workers, sec. 21.1). Signs are not independent: who does something new
/// also fails in a new way. So of each group the strongest counts whole and the others half. The youth of the entity adds
/// -log10 of the share of active buckets whose entity is at most as old: new entities are rare, and go on being new for a
/// while (up to <see cref="Young"/> active buckets).
///
/// From sum to rate. Were all signs independent and exact, the chance of a sum S would fall by about one decade a unit. It
/// falls slower, by the dependence that is left. On attack-free histories an entity's active bucket begins an episode of
/// at least S with chance
///
///     log10 p(S) = -(0.67 + 0.68 S)        for S of 2.5 and more
///
/// (measured on 318 account-days of six made-up accounts: from 2.5 to 6 within 0.1 decades; docs/detection-quality.md).
/// Each scope corrects it by what it saw itself: episodes of at least 2.5 against those expected, shrunk to 1 with the weight
/// of <see cref="Weight"/> episodes (the same Gamma frailty as in NoveltyModel). So an account in which new things are
/// daily bread gets lower scores for them.
/// </remarks>
internal sealed class EntityModel(JobDefinition job, EntityModelState? state = null)
{
    /// <summary>Sums below this are not unusual at all, and give no record.</summary>
    public const double LeastSum = 2;

    /// <summary>After so many windows in which nothing is unusual an episode is over: what comes then is another story, and may raise an alert of its own.</summary>
    public const int QuietWindows = 2;

    private const double Level = 2.5;
    private const double Weight = 10;
    private const int Young = 24;

    private readonly long[] _ages = [.. state?.Ages ?? new long[Young + 2]]; // active buckets by the age of their entity; the last for all above
    private readonly ScopeActivity _activity = new(job, state?.Activity ?? ActivityState.Empty);
    private long _aged = state?.Aged ?? 0;
    private double _episodes = state?.Episodes ?? 0;
    private double _expected = state?.Expected ?? 0;

    /// <summary>All that the model knows.</summary>
    public EntityModelState ToState() => new([.. _ages], _aged, _episodes, _expected, _activity.ToState());

    public long Buckets => _activity.Buckets;

    public bool IsLearning(long bucket) => _activity.IsLearning(bucket);

    public double Days(long bucket) => _activity.Days(bucket);

    /// <summary>What the age of an entity adds.</summary>
    public double AgeSurprise(long age)
    {
        if (age > Young) return 0;
        long young = 1;
        for (var i = 0; i <= age; i++) young += _ages[i];
        return Surprise(young / (_aged + 1.0));
    }

    /// <summary>-log10 of a probability; of 1 it is 0, not negative zero, which texts would show as "-0".</summary>
    public static double Surprise(double probability) => 0 - Math.Log10(probability);

    /// <summary>Strongest of each group whole, the others half; sets the weights.</summary>
    public static double Sum(IReadOnlyList<(string Group, Contribution Contribution)> signs, double ageSurprise, out IReadOnlyList<Contribution> weighed)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<Contribution>(signs.Count);
        var sum = ageSurprise;
        foreach (var (group, contribution) in signs.OrderByDescending(s => s.Contribution.Surprise).ThenBy(s => s.Contribution.JobId, StringComparer.Ordinal))
        {
            var weight = taken.Add(group) ? 1 : 0.5;
            sum += weight * contribution.Surprise;
            result.Add(contribution with { Weight = weight });
        }

        weighed = result;
        return sum;
    }

    /// <summary>Chance that an active bucket of an entity begins an episode of at least this sum, and how often that is in days.</summary>
    public (double Probability, double ReturnDays) Judge(double sum, long bucket)
    {
        var p = Math.Min(1, Curve(sum) * (_episodes + Weight) / (_expected + Weight));
        return (p, 1 / (_activity.PartitionBucketsADay(bucket) * p));
    }

    /// <summary>The sum that turns up once a day.</summary>
    public double Typical(long bucket)
    {
        var aDay = _activity.PartitionBucketsADay(bucket) * (_episodes + Weight) / (_expected + Weight);
        return Math.Max(0, (Math.Log10(aDay) - 0.67) / 0.68);
    }

    /// <summary>Learns an active bucket: the ages of its entities, and how many episodes began in it.</summary>
    public void Learn(long bucket, IReadOnlyCollection<long> ages, int episodes)
    {
        var learning = IsLearning(bucket);
        foreach (var age in ages)
        {
            if (learning) break;
            _ages[Math.Min(age, Young + 1)]++;
            _aged++;
            _expected += Curve(Level);
        }

        if (!learning) _episodes += episodes;
        _activity.Learn(bucket, ages.Count);
    }

    /// <summary>Whether a sum is one by which the scope is compared with others.</summary>
    public static bool IsEpisode(double sum) => sum >= Level;

    private static double Curve(double sum) => Math.Pow(10, -(0.67 + (0.68 * sum)));
}
