using System.Text.Json.Nodes;
using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Finds the events behind an anomaly record: by their ids where the record has them, else by what the record says of them.</summary>
internal sealed class RecordEvents(LakeAccess lake, LiveService live)
{
    private const int Most = 20;

    private static readonly EventColumn[] s_columns = [EventColumn.Action, EventColumn.Provider, EventColumn.ErrorCode, EventColumn.Identity, EventColumn.SourceAddress, EventColumn.Region];

    /// <summary>The newest of them.</summary>
    public Task<IReadOnlyList<RecordEvent>> ReadAsync(RecordLine line, CancellationToken cancellationToken) => lake.ReadAsync<IReadOnlyList<RecordEvent>>((folder, reader) =>
    {
        var record = line.Record;
        Filter[] ids = JsonNode.Parse(line.Document)?["event_ids"] is JsonArray all ? [.. all.Select(i => new HasValue(EventColumn.EventId.Name(), (string)i!))] : [];
        return [.. EventSearch.Newest(reader, folder.State.Manifest.All(), ids.Length > 0 ? new AnyOf(ids) : FilterOf(record), new During(FirstOf(record), record.LastEvent + 1), Most, s_columns).Select(e => new RecordEvent(
            e.TimeMicros, e[EventColumn.Action] ?? "", e[EventColumn.Provider] ?? "", e[EventColumn.ErrorCode], e[EventColumn.Identity], e[EventColumn.SourceAddress], e[EventColumn.Region]))];
    }, cancellationToken);

    /// <summary>The address of the search that finds them.</summary>
    public string AddressOf(AnomalyRecord record)
    {
        var range = $"/events?from={AlertDocument.Time(FirstOf(record))}&to={AlertDocument.Time(record.LastEvent + 1000)}";
        try
        {
            return FilterOf(record) is var filter && filter == Filter.Everything ? range : $"{range}&where={Uri.EscapeDataString(FilterWriter.Text(filter))}";
        }
        catch (FilterException)
        {
            return range; // there are no words for it; the stretch of time holds them
        }
    }

    private Filter FilterOf(AnomalyRecord record)
    {
        var filter = Filter.Everything;
        if (record.Scope != BucketValue.Everywhere) filter = filter.And(new HasValue(EventColumn.Account.Name(), record.Scope));
        if (record.DividedBy is { } field) filter = filter.And(new HasValue(field, record.Partition));
        if (record.ByField.Length > 0 && record.History is not HourHistory) filter = filter.And(record.OtherValues.Count == 0 ? new HasValue(record.ByField, record.ByValue) : new AnyOf([.. record.OtherValues.Prepend(record.ByValue).Select(v => (Filter)new HasValue(record.ByField, v))]));
        if (record.FieldName.Length > 0) filter = filter.And(new Exists(record.FieldName));
        return live.Definitions.Pack.JobsById.GetValueOrDefault(record.JobId)?.Filter is { } own ? filter.And(FilterText.Parse(own)) : filter;
    }

    private static long FirstOf(AnomalyRecord record) => record.History is EntityHistory entity ? Math.Min(entity.WindowStart, record.FirstEvent) : record.FirstEvent;
}

/// <summary>An event as a line.</summary>
internal sealed record RecordEvent(long Micros, string Action, string Provider, string? Error, string? Identity, string? Source, string? Region);
