using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.Triage;

namespace Offtrail.Pages;

/// <summary>Reads from the lake what an alert's page shows later than the rest: the events, the value's history, the triage.</summary>
internal sealed class AlertEvidence(LakeAccess lake, TriageAnswers triage)
{
    /// <summary>Events that a page shows at most.</summary>
    public const int MostEvents = 50;

    private const long Day = 86_400_000_000;
    private const int Days = 60;

    private static readonly EventColumn[] s_columns =
        [.. EventColumns.BesideTheRecord.Concat([EventColumn.EventId, EventColumn.Action, EventColumn.Provider, EventColumn.ErrorCode, EventColumn.Identity, EventColumn.SourceAddress, EventColumn.Region]).Distinct()];

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, MaxDepth = 256, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The newest of the events behind an alert.</summary>
    public Task<IReadOnlyList<ShownEvent>> EventsAsync(AlertFile file, CancellationToken cancellationToken) => lake.ReadAsync<IReadOnlyList<ShownEvent>>((folder, reader) =>
    {
        var ids = file.EventIds.Select(i => (Filter)new HasValue(EventColumn.EventId.Name(), i)).ToArray();
        if (ids.Length == 0) return [];
        var documents = new EventDocument();
        return [.. EventSearch.Newest(reader, folder.State.Manifest.All(), new AnyOf(ids), new During(file.Alert.FirstEvent, file.Alert.LastEvent + 1), MostEvents, s_columns).Select(e => Shown(e, documents))];
    }, cancellationToken);

    /// <summary>By day, how often the alert's value was seen, and what else its owner did; null where it has no value in a column of the lake.</summary>
    public Task<ValueHistory?> HistoryAsync(AlertFile file, CancellationToken cancellationToken) => lake.ReadAsync((folder, reader) =>
    {
        if ((string?)file.Anomaly?["by_field"] is not { } field || (string?)file.Anomaly["by"] is not { } value || !EventColumns.TryFind(field, out _)) return null;
        var partition = (string?)file.Anomaly["partition_field"] is { } by && EventColumns.TryFind(by, out _) && (string?)file.Anomaly["partition"] is { } owner ? new HasValue(by, owner) : null;
        var segments = folder.State.Manifest.All();
        var begin = segments.Select(s => s.FirstMicros).DefaultIfEmpty(0).Min() / Day; // no bars for days of which the lake knows nothing
        var during = new During(Math.Clamp(begin, (file.Alert.LastEvent / Day) - Days + 1, file.Alert.FirstEvent / Day) * Day, file.Alert.LastEvent + 1);
        var account = file.Alert.Account is "" or "*" ? Filter.Everything : new HasValue(EventColumn.Account.Name(), file.Alert.Account);
        var whose = account.And(partition ?? (Filter)new Exists(field));
        var allOfIt = partition is not null ? $"all events of {partition.Value}" : field == EventColumn.Identity.Name() ? null : $"all events with {field}"; // beside all of an account's events those of one identity would not be seen
        var perDay = new TallySet { Bucket = TimeSpan.FromDays(1) };
        IReadOnlyDictionary<long, long> By(Filter filter) => EventTally.By(reader, segments, filter, during, Days, perDay)[0].Rows.ToDictionary(r => r.Bucket, r => r.Events);
        return new ValueHistory(value, allOfIt, By(whose.And(new HasValue(field, value))), allOfIt is null ? null : By(whose), during.From, file.Alert.FirstEvent, file.Alert.LastEvent);
    }, cancellationToken);

    /// <summary>The guide's questions with their answers.</summary>
    public Task<TriageResult> TriageAsync(AlertFile file, CancellationToken cancellationToken) => triage.RunAsync((state, pack) => SubjectFinder.Of(state, pack, file.Alert), result => result, cancellationToken);

    private static ShownEvent Shown(FoundEvent e, EventDocument documents) => new(
        e[EventColumn.EventId] ?? "", e.TimeMicros, e[EventColumn.Action] ?? "", e[EventColumn.Provider] ?? "", e[EventColumn.ErrorCode], e[EventColumn.Identity], e[EventColumn.SourceAddress], e[EventColumn.Region],
        Indented(documents.Of(e)), Indented(e.Record));

    private static string Indented(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json, s_json), s_json);
}

/// <summary>An event as a page shows it, with its ECS document and its record on many lines.</summary>
public sealed record ShownEvent(string Id, long Micros, string Action, string Provider, string? Error, string? Identity, string? Source, string? Region, string Document, string Record);

/// <summary>By day (microseconds of its start), events with a value, and all those among which it is rare, with what they are; null where there are none to show.</summary>
public sealed record ValueHistory(string Value, string? AllName, IReadOnlyDictionary<long, long> WithValue, IReadOnlyDictionary<long, long>? All, long From, long AlertFrom, long AlertTo);
