using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>Which events are behind a record: those of a scope and partition that have a value in a stretch of time.</summary>
/// <param name="Number">Number of the record.</param>
/// <param name="Field">The field that has the value; empty when every event of the partition counts.</param>
/// <param name="PartitionField">The partition's field; null without one.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Value">The value.</param>
/// <param name="First">From here on, microseconds since 1970 UTC.</param>
/// <param name="Last">To here, microseconds, inclusive.</param>
internal readonly record struct Trace(int Number, string Field, string? PartitionField, string Scope, string Partition, string Value, long First, long Last)
{
    /// <summary>The traces of a record: one for each of its values; for an entity, one for each value that adds to its score.</summary>
    public static IEnumerable<Trace> Of(int number, AnomalyRecord record)
    {
        if (record.History is not EntityHistory entity)
            return record.OtherValues.Prepend(record.ByValue).Select(value =>
                new Trace(number, record.History is HourHistory ? "" : record.ByField, record.DividedBy, record.Scope, record.Partition, value, record.FirstEvent, record.LastEvent));
        return entity.Contributions.Concat(entity.Later).SelectMany(c => c.Values.Select(value =>
            new Trace(number, c.Field, record.ByField, record.Scope, record.ByValue, value, entity.WindowStart, record.LastEvent)));
    }
}
