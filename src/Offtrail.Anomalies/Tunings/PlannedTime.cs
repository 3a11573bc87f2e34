namespace Offtrail.Anomalies;

/// <summary>A time of planned work: in the buckets that it touches nothing is raised and nothing learned.</summary>
/// <param name="Name">What is planned.</param>
/// <param name="FromMicros">Its start, microseconds since 1970 UTC.</param>
/// <param name="ToMicros">Its end.</param>
/// <param name="Accounts">In these accounts only; empty for all.</param>
public sealed record PlannedTime(string Name, long FromMicros, long ToMicros, IReadOnlyList<string> Accounts)
{
    internal bool Touches(BucketValue row, long spanMicros) =>
        row.Bucket < ToMicros && row.Bucket + spanMicros > FromMicros && (Accounts.Count == 0 || Accounts.Contains(row.Scope, StringComparer.Ordinal));
}
