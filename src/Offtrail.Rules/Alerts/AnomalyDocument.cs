using System.Globalization;
using System.Text.Json;
using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>An anomaly record as JSON: the object <c>offtrail.anomaly</c> of an alert, and a line of <c>offtrail anomalies</c>.</summary>
public static class AnomalyDocument
{
    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="writeMore">Writes further members, or null.</param>
    public static void Write(Utf8JsonWriter json, AnomalyRecord record, Action? writeMore)
    {
        json.WriteStartObject();
        json.WriteString("job_id", record.JobId);
        json.WriteString("detector", record.Detector);
        json.WriteString("function", record.Function);
        json.WriteString("scope", record.Scope);
        json.WriteString("timestamp", AlertDocument.Time(record.Bucket));
        json.WriteString("by_field", record.ByField);
        json.WriteString("by", record.ByValue);
        if (record.OtherValues.Count > 0)
        {
            json.WriteStartArray("others");
            foreach (var value in record.OtherValues) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        if (record.FieldName.Length > 0) json.WriteString("field_name", record.FieldName);
        if (record.OverField is { } over)
        {
            json.WriteString("over_field", over);
            json.WriteString("over", record.Partition);
        }

        if (record.PartitionField is { } partition)
        {
            json.WriteString("partition_field", partition);
            json.WriteString("partition", record.Partition);
        }

        json.WriteNumber("actual", Rounded(record.Actual));
        json.WriteNumber("typical", Rounded(record.Typical));
        json.WriteNumber("probability", Rounded(record.Probability));
        json.WriteNumber("return_days", Rounded(record.ReturnDays));
        json.WriteNumber("record_score", Rounded(record.Score));
        json.WriteBoolean("learning", record.Learning);
        json.WriteNumber("event_count", record.EventCount);
        json.WriteNumber("repeats", record.Repeats);
        json.WriteString("first_event_at", AlertDocument.Time(record.FirstEvent));
        json.WriteString("last_event_at", AlertDocument.Time(record.LastEvent));
        WriteHistory(json, record.History);
        writeMore?.Invoke();
        json.WriteString("explanation", Explanation.Explain(record));
        json.WriteEndObject();
    }

    /// <summary>Twelve significant digits: what differs beyond them is noise of the arithmetic.</summary>
    public static double Rounded(double value) => double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void WriteHistory(Utf8JsonWriter json, AnomalyHistory history)
    {
        json.WriteStartObject("history");
        json.WriteNumber("active_buckets", history.ActiveBuckets);
        json.WriteNumber("days", Rounded(history.Days));
        switch (history)
        {
            case RareHistory rare: WriteRare(json, rare); break;
            case NoveltyHistory novelty: WriteNovelty(json, novelty); break;
            case EntityHistory entity: WriteEntity(json, entity); break;
            case NumberHistory number:
                json.WriteNumber("partition_buckets", number.PartitionBuckets);
                json.WriteString("profile", number.Profile switch { MetricProfile.HourOfDay => "hour_of_day", MetricProfile.HourOfWeek => "hour_of_week", _ => "none" });
                break;
            case HourHistory hour:
                json.WriteNumber("partition_buckets", hour.PartitionBuckets);
                json.WriteNumber("share", Rounded(hour.Share));
                break;
            default: throw new InvalidOperationException($"a history of type {history.GetType().Name} has no document");
        }

        json.WriteEndObject();
    }

    private static void WriteRare(Utf8JsonWriter json, RareHistory history)
    {
        json.WriteNumber("known_values", history.KnownValues);
        json.WriteNumber("seen_buckets", history.SeenBuckets);
        if (history.LastSeen is { } last) json.WriteString("last_seen", AlertDocument.Time(last));
        json.WriteNumber("new_value_days", Rounded(history.NewValueDays));
    }

    private static void WriteNovelty(Utf8JsonWriter json, NoveltyHistory history)
    {
        json.WriteNumber("partition_buckets", history.PartitionBuckets);
        json.WriteNumber("partition_values", history.PartitionValues);
        json.WriteNumber("partitions", history.Partitions);
        json.WriteNumber("peers", history.Peers);
        json.WriteNumber("new_rate", Rounded(history.NewRate));
        json.WriteNumber("together", history.Together);
    }

    private static void WriteEntity(Utf8JsonWriter json, EntityHistory history)
    {
        json.WriteNumber("entity_buckets", history.EntityBuckets);
        json.WriteNumber("age_surprise", Rounded(history.AgeSurprise));
        json.WriteString("window_start", AlertDocument.Time(history.WindowStart));
        WriteContributions(json, "contributions", history.Contributions);
        WriteContributions(json, "later", history.Later);
    }

    private static void WriteContributions(Utf8JsonWriter json, string name, IReadOnlyList<Contribution> contributions)
    {
        json.WriteStartArray(name);
        foreach (var c in contributions)
        {
            json.WriteStartObject();
            json.WriteString("job_id", c.JobId);
            json.WriteString("field", c.Field);
            json.WriteStartArray("values");
            foreach (var value in c.Values) json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteNumber("more", c.More);
            json.WriteNumber("peers", c.Peers);
            json.WriteNumber("surprise", Rounded(c.Surprise));
            json.WriteNumber("weight", c.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
