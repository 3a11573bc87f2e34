using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline.Delivery;

/// <summary>A data folder with made-up alerts and sinks that answer as a test says, on a fake clock.</summary>
internal sealed class DeliveryBench : IDisposable
{
    private readonly Workbench _bench = new();

    public Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock => _bench.Clock;

    public DataFolder Data => _bench.Data;

    public OutboxTable Outbox => Data.State.Outbox;

    public long Now => (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static SinkRoute Route(TrialSettings settings, string id = "siem") => new() { Id = id, Type = "webhook", Settings = settings };

    public AlertDelivery Delivery(params SinkRoute[] routes) => new(Data, new SinkList(routes), new SinkTools(Clock, TextWriter.Null));

    /// <summary>Raises alerts of these ids, as a detection does.</summary>
    public void Raise(SinkList sinks, params string[] ids) => Data.State.InTransaction(() =>
    {
        foreach (var id in ids)
        {
            var alert = new StoredAlert(id, "rare_error_code", Made.May, Made.May + 1, 60, 50, "why", Document(id)) { Severity = "high", Account = "111122223333" };
            if (Data.State.Alerts.Raise(alert, [])) sinks.Enqueue(Data.State, [alert], Now);
        }

        return true;
    });

    public void Raise(SinkRoute route, params string[] ids) => Raise(new SinkList([route]), ids);

    /// <summary>One pass over what is due.</summary>
    public async Task<IReadOnlyList<LaneResult>> SendAsync(params SinkRoute[] routes) => (await Delivery(routes).SendDueAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken)).ShouldNotBeNull();

    /// <summary>Passes, each when the next alert of the one sink is due, until none waits. Gives the times between them.</summary>
    public async Task<List<TimeSpan>> SendUntilNothingWaitsAsync(SinkRoute route)
    {
        var waits = new List<TimeSpan>();
        for (var passes = 0; passes < 10_000; passes++)
        {
            if ((await SendAsync(route)).Single() is not { NextAt: { } next }) return waits;
            var wait = TimeSpan.FromMicroseconds(Math.Max(1, next - Now));
            Clock.Advance(wait);
            waits.Add(wait);
        }

        throw new TimeoutException("alerts wait for ever");
    }

    public static string Document(string id, string account = "111122223333", long count = 1) => string.Create(CultureInfo.InvariantCulture,
        $$$$"""{"@timestamp":"2026-05-01T00:00:00.000Z","rule":{"name":"Rare"},"offtrail":{"alert":{"id":"{{{{id}}}}","event_count":{{{{count}}}},"values":{"offtrail.account":[{"value":"{{{{account}}}}","count":1}]}},"anomaly":{}}}""");

    public void Dispose() => _bench.Dispose();
}
