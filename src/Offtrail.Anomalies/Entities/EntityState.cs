namespace Offtrail.Anomalies;

/// <summary>What is kept of one entity: its age, its recent signs, its open episodes.</summary>
internal sealed class EntityState
{
    /// <summary>Active buckets so far.</summary>
    public long Age { get; set; }

    /// <summary>Signs of the window, oldest first, with the number of the part.</summary>
    public List<(int Part, Sign Sign)> Recent { get; } = [];

    /// <summary>Start of the episode in which records are still joined, microseconds; null when there is none.</summary>
    public long? Episode { get; set; }

    /// <summary>Numbers of the episode's records.</summary>
    public List<int> Records { get; } = [];

    /// <summary>Highest sum of that episode.</summary>
    public double Highest { get; set; }

    /// <summary>Start of the last bucket of the episode whose sum was unusual at all, microseconds; null when there was none.</summary>
    public long? LastAbove { get; set; }

    /// <summary>Start of the last bucket that counted as an episode of the comparison level, microseconds; null when there was none.</summary>
    public long? LastOfLevel { get; set; }
}
