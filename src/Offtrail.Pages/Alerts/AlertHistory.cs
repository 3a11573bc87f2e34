using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Reads from the lake the history of an alert's value, which its page shows later than the rest.</summary>
internal sealed class AlertHistory(LakeAccess lake)
{
    private const long Day = 86_400_000_000;
    private const int Days = 60;

    /// <summary>By day, how often the alert's value was seen, and what else its owner did; null where it has no value in a column of the lake.</summary>
    public Task<ValueHistory?> ReadAsync(AlertFile file, CancellationToken cancellationToken) => lake.ReadAsync((folder, reader) =>
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
}

/// <summary>By day (microseconds of its start), events with a value, and all those among which it is rare, with what they are; null where there are none to show.</summary>
public sealed record ValueHistory(string Value, string? AllName, IReadOnlyDictionary<long, long> WithValue, IReadOnlyDictionary<long, long>? All, long From, long AlertFrom, long AlertTo);
