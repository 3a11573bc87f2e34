using System.Globalization;
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
    /// <param name="records">Anomalies of one job.</param>
    /// <param name="fields">ECS names of the fields whose values are counted.</param>
    public static IReadOnlyList<Evidence> Read(LakeReader reader, IReadOnlyList<Segment> segments, IReadOnlyList<AnomalyRecord> records, IReadOnlyList<string> fields)
    {
        var found = new EvidenceBuilder[records.Count];
        for (var i = 0; i < found.Length; i++) found[i] = new EvidenceBuilder(fields);
        var order = Enumerable.Range(0, records.Count).OrderBy(i => records[i].Scope, StringComparer.Ordinal).ThenBy(i => records[i].Bucket).ToArray();
        foreach (var chunk in order.Chunk(AnomaliesAQuery))
        {
            var touched = segments.Where(s => chunk.Any(i => Touches(s, records[i]))).ToArray();
            if (touched.Length == 0) continue;
            WriteWindows(reader, records, chunk);
            foreach (var row in reader.Query(Query(reader, touched, records[chunk[0]].ByField, fields)))
            {
                var builder = found[row.GetInt32(0)];
                builder.AddId(row.GetString(1));
                for (var f = 0; f < fields.Count; f++)
                    if (!row.IsDBNull(f + 2)) builder.AddValue(f, row.GetString(f + 2));
            }
        }

        return [.. found.Select(b => b.Build())];
    }

    private static bool Touches(Segment segment, AnomalyRecord record) =>
        segment.Account == record.Scope && segment.FirstMicros <= record.LastEvent && segment.LastMicros >= record.FirstEvent;

    private static void WriteWindows(LakeReader reader, IReadOnlyList<AnomalyRecord> records, int[] chunk)
    {
        reader.Execute("CREATE OR REPLACE TABLE anomaly_window (number INTEGER, account VARCHAR, value VARCHAR, first BIGINT, last BIGINT)");
        using var appender = reader.Appender("anomaly_window");
        foreach (var i in chunk)
        {
            var record = records[i];
            appender.CreateRow().AppendValue(i).AppendValue(record.Scope).AppendValue(record.ByValue)
                .AppendValue(record.FirstEvent).AppendValue(record.LastEvent).EndRow();
        }
    }

    private static string Query(LakeReader reader, IEnumerable<Segment> segments, string byField, IReadOnlyList<string> fields) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            SELECT w.number, e.{Sql.Name(EventColumn.EventId.Name())}{string.Concat(fields.Select(f => ", e." + Sql.Name(f)))}
            FROM {reader.From(segments)} e
            JOIN anomaly_window w ON e.{Sql.Name(EventColumn.Account.Name())} = w.account AND e.{Sql.Name(byField)} = w.value
              AND epoch_us(e.{Sql.Name(EventColumns.Timestamp)}) BETWEEN w.first AND w.last
            ORDER BY w.number, e.{Sql.Name(EventColumns.Timestamp)}, e.{Sql.Name(EventColumn.EventId.Name())}
            """);
}
