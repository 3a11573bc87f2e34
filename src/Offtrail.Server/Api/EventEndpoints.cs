using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Server;

/// <summary>Events of the lake.</summary>
internal static class EventEndpoints
{
    private static readonly JsonSerializerOptions s_deep = new() { MaxDepth = 256 };

    public static void Map(RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("events");
        events.MapGet("", List).Says("ListEvents", "Events as ECS documents, the newest first. where: a condition such as 'event.action: (CreateUser or Delete*) and not source.ip: 10.0.0.0/8'.").Needs(Permission.Read);
        events.MapGet("/counts", Counts).Says("CountEvents", "Events counted by the values of fields, the most first.").Needs(Permission.Read);
        events.MapGet("/histogram", Histogram).Says("GetEventHistogram", "Events over time, in buckets of so many seconds; without that, of a length that makes some dozens of them.").Needs(Permission.Read);
        events.MapGet("/{id}", Get).Says("GetEvent", "One event by its id: the ECS document, and the record as it was delivered.").Produces<EventView>().Needs(Permission.Read).ProducesProblem(404);
    }

    private static Task<Page<JsonElement>> List(string? where, string? from, string? to, int? limit, string? cursor, EventWork events, CancellationToken cancellationToken)
    {
        var documents = new EventDocument();
        return events.ListAsync(EventsAsked.Of(where, from, to), Query.Limit(limit), cursor, EventColumns.BesideTheRecord, e => JsonSerializer.Deserialize<JsonElement>(documents.Of(e), s_deep), withRecord: true, cancellationToken);
    }

    private static Task<IReadOnlyList<EventCounts>> Counts(string[] group_by, string? where, string? from, string? to, int? limit, EventWork events, CancellationToken cancellationToken) =>
        events.CountsAsync(EventsAsked.Of(where, from, to), group_by, Query.Limit(limit), cancellationToken);

    private static Task<EventHistogram> Histogram(string? where, string? from, string? to, int? bucket, EventWork events, CancellationToken cancellationToken) =>
        events.HistogramAsync(EventsAsked.Of(where, from, to), bucket is { } seconds ? TimeSpan.FromSeconds(seconds) : null, cancellationToken);

    private static async Task<IResult> Get(string id, EventWork events, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 200) return ApiProblem.Missing("there is no such event");
        var found = await events.OfIdsAsync([id], new During(long.MinValue, long.MaxValue), 1, EventColumns.BesideTheRecord, e => new EventView(JsonSerializer.Deserialize<JsonElement>(new EventDocument().Of(e), s_deep), e.Record), withRecord: true, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? TypedResults.Ok(found[0]) : ApiProblem.Missing("there is no event of this id in the lake");
    }
}
