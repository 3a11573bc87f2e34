using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>Counts the events of a job that have a field, and its values.</summary>
public static class FieldCount
{
    /// <summary>Events that pass the job's filter, those of them with the field, and about how many different values it has there.</summary>
    public static (long Events, long With, long Values) Of(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, string field) =>
        reader.Query($"SELECT count(*), count({Sql.Name(field)}), approx_count_distinct({Sql.Name(field)}) FROM {reader.From(segments)} WHERE {Datafeed.Where(job)}")
            .Select(r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))).Single();
}
