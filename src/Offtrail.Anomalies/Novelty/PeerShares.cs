namespace Offtrail.Anomalies;

/// <summary>
/// How usual it is that what is new to one partition is known to so few others. A call that is new to one role and that every
/// other role makes is nothing; one that nobody makes is.
/// </summary>
/// <remarks>
/// Two estimates of the share of new values with at most n other holders. From the values that are held now: every pair of
/// partition and value was new once, so the share of pairs whose value has at most n other holders, with one added for the
/// value that is judged; for n = 0 this is Good's estimate from the singletons (Good 1953) with partitions as sampling units.
/// From what was new later in life: counted as it came, since what an old partition takes up differs from what a new one
/// begins with; the first estimate stands in for <see cref="Weight"/> observations of the second.
/// </remarks>
internal sealed class PeerShares
{
    /// <summary>From so many other holders on a value is plainly usual.</summary>
    private const int Most = 255;

    private const double Weight = 5;

    private readonly long[] _pairs = new long[Most + 2]; // by number of holders; the last for all above
    private readonly double[] _later; // by number of other holders
    private long _allPairs;
    private double _allLater;

    /// <summary>Knows nothing yet.</summary>
    public PeerShares() => _later = new double[Most + 1];

    /// <summary>Goes on where <see cref="Later"/> and <see cref="AllLater"/> stood.</summary>
    /// <param name="later">By number of other holders.</param>
    /// <param name="allLater">Their sum.</param>
    /// <param name="holders">How many partitions each value has.</param>
    public PeerShares(double[] later, double allLater, IEnumerable<int> holders)
    {
        (_later, _allLater) = ([.. later], allLater);
        foreach (var count in holders)
        {
            _pairs[Math.Min(count, Most + 1)] += count;
            _allPairs += count;
        }
    }

    /// <summary>What old partitions met anew, by number of other holders, aged.</summary>
    public double[] Later => [.. _later];

    /// <summary>Its sum, aged by itself.</summary>
    public double AllLater => _allLater;

    /// <summary>Share of new values with at most <paramref name="others"/> other holders, above 0 and at most 1.</summary>
    public double Of(int others, bool partitionIsNew)
    {
        if (others >= Most) return 1;
        double few = 1;
        for (var holders = 1; holders <= others + 1; holders++) few += _pairs[holders];
        var share = few / (_allPairs + 1);
        if (partitionIsNew) return share;
        double later = 0;
        for (var n = 0; n <= others; n++) later += _later[n];
        return (later + (Weight * share)) / (_allLater + Weight);
    }

    /// <summary>A value that had <paramref name="others"/> holders has one more.</summary>
    public void AddHolder(int others)
    {
        if (others > 0) _pairs[Math.Min(others, Most + 1)] -= others;
        _pairs[Math.Min(others + 1, Most + 1)] += others + 1;
        _allPairs++;
    }

    /// <summary>A partition that was not new met a new value.</summary>
    public void AddLater(int others)
    {
        _later[Math.Min(others, Most)]++;
        _allLater++;
    }

    public void Age(double factor)
    {
        for (var i = 0; i < _later.Length; i++) _later[i] *= factor;
        _allLater *= factor;
    }
}
