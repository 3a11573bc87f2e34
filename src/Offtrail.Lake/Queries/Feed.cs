using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>What is asked of a datafeed: the values of a detector, or the active buckets of an entity.</summary>
/// <param name="Job">The job.</param>
/// <param name="Detector">One of its detectors; null for the activity of its entity.</param>
public sealed record Feed(JobDefinition Job, Detector? Detector)
{
    /// <summary>The partition in SQL; null without one.</summary>
    internal string? Partition => Detector is null ? Sql.Name(Job.Entity!.Field) : Detector.DividedBy is { } divided ? Sql.Name(divided) : null;

    /// <summary>
    /// The value in SQL; null when there is none to read. Where values are judged, with partitions the events without a value are
    /// counted too, under the empty value: they show that the partition is active.
    /// </summary>
    internal string? Value => Detector is null || Detector.ByField.Length == 0 ? null : Detector.IsMetric ? Sql.Name(Detector.ByField) : OrEmpty(Sql.Name(Detector.ByField));

    /// <summary>What is left of a value that was counted, in SQL over a column of the by field's name; null when all values are judged. To look at each group is cheaper than to look at each event.</summary>
    internal string? Listed => Value is not null && Detector is { IsMetric: false, ByValues: not null } ? OrEmpty(Judged(Detector, Detector.ByField)) : null;

    private string OrEmpty(string value) => Detector!.DividedBy is null ? value : $"coalesce({value}, '')";

    /// <summary>What a function of numbers is taken of, in SQL; null for other functions and for the events themselves.</summary>
    internal string? NumberOf => Detector is { FieldName.Length: > 0 } metric ? Judged(metric, metric.FieldName) : null;

    /// <summary>The number of a group in SQL, of the column <c>x</c> that holds <see cref="NumberOf"/>; null for other functions.</summary>
    internal string? Number => Detector?.Function switch
    {
        DetectorFunction.Count when NumberOf is null => "count(*)",
        DetectorFunction.NonZeroCount when NumberOf is null => "count(*)",
        DetectorFunction.Count => "count(x)",
        DetectorFunction.NonZeroCount => "nullif(count(x), 0)",
        DetectorFunction.DistinctCount => "count(DISTINCT x)",
        DetectorFunction.Sum => "coalesce(sum(try_cast(x AS DOUBLE)), 0)",
        DetectorFunction.Mean => "avg(try_cast(x AS DOUBLE))",
        DetectorFunction.Min => "min(try_cast(x AS DOUBLE))",
        DetectorFunction.Max => "max(try_cast(x AS DOUBLE))",
        _ => null,
    };

    private static string Judged(Detector detector, string field) => detector.ByValues is { } values
        ? $"CASE WHEN {FilterSql.Of(new AnyOf([.. values.Select(v => FilterText.Value(field, v))]))} THEN {Sql.Name(field)} END"
        : Sql.Name(field);
}
