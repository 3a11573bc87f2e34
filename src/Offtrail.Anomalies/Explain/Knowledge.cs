namespace Offtrail.Anomalies;

/// <summary>What a detector knows of a scope at a time, and what it would take to be unusual there.</summary>
/// <param name="Scope">The account, or <see cref="BucketValue.Everywhere"/>.</param>
/// <param name="Detector">The detector, as people write it; for an entity its field.</param>
/// <param name="Learning">Whether it has too little history to judge.</param>
/// <param name="ActiveBuckets">Active buckets seen.</param>
/// <param name="Days">Days from the first of them.</param>
/// <param name="Items">What it knows, the rarest, newest or most active first, as the function suggests.</param>
public sealed record Knowledge(string Scope, string Detector, bool Learning, long ActiveBuckets, double Days, IReadOnlyList<KnownItem> Items)
{
    /// <summary>What a value would score now that nobody had before; null for functions without values.</summary>
    public double? ScoreOfNew { get; init; }

    /// <summary>For an entity: the sums of signs that score 50, 75 and 90.</summary>
    public IReadOnlyList<double>? SumsFor { get; init; }
}
