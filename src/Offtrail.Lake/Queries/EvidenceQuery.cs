using System.Globalization;
using System.Text;
using Offtrail.Anomalies;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Finds the events behind anomalies: who made the calls, from where, with what.</summary>
public static class EvidenceQuery
{
    private const int AnomaliesAQuery = 200;

    /// <summary>The evidence of each record, in the order of the records.</summary>
    /// <param name="reader">The engine.</param>
    /// <param name="segments">The segments of the lake.</param>
    /// <param name="job">The records' job.</param>
    /// <param name="records">Anomalies of the job.</param>
    /// <param name="fields">ECS names of the fields whose values are counted.</param>
    public static IReadOnlyList<Evidence> Read(LakeReader reader, IReadOnlyList<Segment> segments, JobDefinition job, IReadOnlyList<AnomalyRecord> records, IReadOnlyList<string> fields)
    {
        var found = new EvidenceBuilder[records.Count];
        for (var i = 0; i < found.Length; i++) found[i] = new EvidenceBuilder(fields);
        var order = Enumerable.Range(0, records.Count).OrderBy(i => records[i].Scope, StringComparer.Ordinal).ThenBy(i => records[i].Bucket).ToArray();
        foreach (var chunk in order.GroupBy(i => records[i].Detector, StringComparer.Ordinal).SelectMany(d => d.Chunk(AnomaliesAQuery))) // a detector at a time: it has one partition field, and but for an entity one field
        {
            var touched = segments.Where(s => chunk.Any(i => Touches(s, job, records[i]))).ToArray();
            if (touched.Length == 0) continue;
            Trace[] traces = [.. chunk.SelectMany(i => Trace.Of(i, records[i]))];
            WriteTraces(reader, traces);
            foreach (var row in reader.Query(Query(reader, touched, job, traces, NumberOf(job, records[chunk[0]]), fields)))
            {
                var builder = found[row.GetInt32(0)];
                builder.AddId(row.GetString(1), row.GetInt64(2));
                for (var f = 0; f < fields.Count; f++)
                    if (!row.IsDBNull(f + 3)) builder.AddValue(f, row.GetString(f + 3));
            }
        }

        return [.. found.Select(b => b.Build())];
    }

    /// <summary>Events have the record's value, and what a number is taken of; of a time, they are there.</summary>
    private static string Condition(string field, string? numberOf) =>
        (field.Length == 0 ? "" : $" AND e.{Sql.Name(field)} = decode(w.value)") + (numberOf is null ? "" : $" AND {numberOf} IS NOT NULL");

    private static string? NumberOf(JobDefinition job, AnomalyRecord record) =>
        job.Detectors.FirstOrDefault(d => d.Description == record.Detector) is { } detector ? new Feed(job, detector).NumberOf : null;

    private static bool Touches(Segment segment, JobDefinition job, AnomalyRecord record) =>
        (job.Scope == JobScope.Organization || segment.Account == record.Scope) && segment.FirstMicros <= record.LastEvent && segment.LastMicros >= record.FirstEvent;

    /// <summary>Texts of records as bytes, since the appender ends a text at U+0000.</summary>
    private static void WriteTraces(LakeReader reader, Trace[] traces)
    {
        reader.Execute("CREATE OR REPLACE TABLE trace (number INTEGER, field VARCHAR, scope VARCHAR, partition BLOB, value BLOB, first BIGINT, last BIGINT)");
        using var appender = reader.Appender("trace");
        foreach (var trace in traces)
            appender.CreateRow().AppendValue(trace.Number).AppendValue(trace.Field).AppendValue(trace.Scope).AppendValue(Encoding.UTF8.GetBytes(trace.Partition)).AppendValue(Encoding.UTF8.GetBytes(trace.Value))
                .AppendValue(trace.First).AppendValue(trace.Last).EndRow();
    }

    /// <summary>One scan and one join, whatever fields the records judge by; an event that several of them find counts once.</summary>
    private static string Query(LakeReader reader, IEnumerable<Segment> segments, JobDefinition job, Trace[] traces, string? numberOf, IReadOnlyList<string> fields)
    {
        var time = Sql.Name(EventColumns.Timestamp);
        var shown = string.Concat(fields.Select(f => ", e." + Sql.Name(f)));
        string[] judged = [.. traces.Select(t => t.Field).Distinct(StringComparer.Ordinal)];
        var value = judged is [var only] ? Condition(only, numberOf)
            : $" AND CASE w.field {string.Concat(judged.Select(f => $"WHEN '{Sql.Text(f)}' THEN {(f.Length == 0 ? "true" : $"e.{Sql.Name(f)} = decode(w.value)")} "))}END";
        var partition = traces.Select(t => t.PartitionField).Distinct().Single();
        // Without order, so that the engine keeps nothing: an anomaly may have millions of events. An event is found twice by values of several fields alone.
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT {(judged.Length > 1 ? "DISTINCT " : "")}w.number, e.{Sql.Name(EventColumn.EventId.Name())}, epoch_us(e.{time}){shown}
            FROM (SELECT *, {Datafeed.Scope(job)} AS scope FROM {reader.From(segments)} WHERE {Datafeed.Where(job)}) e
            JOIN trace w ON e.scope = w.scope{(partition is null ? "" : $" AND e.{Sql.Name(partition)} = decode(w.partition)")}{value}
              AND epoch_us(e.{time}) BETWEEN w.first AND w.last
            """);
    }
}
