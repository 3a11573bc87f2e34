using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Server;

/// <summary>Events of the lake.</summary>
internal static class EventEndpoints
{
    private const int MostFields = 8;
    private const int MostBehind = 100_000;

    public static void Map(RouteGroupBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("events");
        events.MapGet("", List).Says("ListEvents", "Events as ECS documents, the newest first. where: a condition such as 'event.action: (CreateUser or Delete*) and not source.ip: 10.0.0.0/8'.").Needs(Permission.Read);
        events.MapGet("/counts", Counts).Says("CountEvents", "Events counted by the values of fields, the most first.").Needs(Permission.Read);
        events.MapGet("/{id}", Get).Says("GetEvent", "One event by its id: the ECS document, and the record as it was delivered.").Produces<EventView>().Needs(Permission.Read).ProducesProblem(404);
    }

    private static async Task<Page<JsonElement>> List(string? where, string? from, string? to, int? limit, string? cursor, LakeAccess lake, CancellationToken cancellationToken)
    {
        var (first, last) = Query.Window(from, to);
        var behind = Cursor.Read<EventPlace>(cursor);
        if (behind is { Shown: < 0 or > MostBehind }) throw new ApiException("cursor", "this is no cursor of this list");
        var most = Query.Limit(limit);
        var skip = behind?.Shown ?? 0;
        var during = new During(first, behind is null ? last : Math.Min(last, behind.Micros + 1));
        if (during.From >= during.To) return new Page<JsonElement>([], null);
        var filter = Where(where);
        return await lake.ReadAsync((folder, reader) =>
        {
            var (documents, items, place, more) = (new EventDocument(), new List<JsonElement>(), new EventPlace(long.MaxValue, 0), false);
            foreach (var e in EventSearch.Newest(reader, folder.State.Manifest.All(), filter, during, most + skip + 1, EventColumns.BesideTheRecord))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (items.Count == most)
                {
                    more = true;
                    break;
                }

                place = new EventPlace(e.TimeMicros, e.TimeMicros == place.Micros ? place.Shown + 1 : 1); // those of one moment come in the order of their ids
                if (skip-- > 0) continue;
                items.Add(JsonSerializer.Deserialize<JsonElement>(documents.Of(e), s_deep));
            }

            return new Page<JsonElement>(items, more ? Cursor.Of(place) : null);
        }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<EventCounts>> Counts(string[] group_by, string? where, string? from, string? to, int? limit, LakeAccess lake, CancellationToken cancellationToken)
    {
        var (first, last) = Query.Window(from, to);
        var most = Query.Limit(limit);
        if (group_by.Length is 0 or > MostFields) throw new ApiException("group_by", $"right would be 1 to {MostFields} fields");
        if (group_by.FirstOrDefault(f => !EventColumns.TryFind(f, out _)) is { } unknown) throw new ApiException("group_by", $"the lake has no field \"{unknown}\"; docs/fields.md lists them");
        var filter = Where(where);
        return await lake.ReadAsync<IReadOnlyList<EventCounts>>((folder, reader) =>
            [.. EventCount.By(reader, folder.State.Manifest.All(), filter, new During(first, last), group_by, most).Select(c => new EventCounts(c.Events, c.Values))], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> Get(string id, LakeAccess lake, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 200) return ApiProblem.Missing("there is no such event");
        return await lake.ReadAsync<IResult>((folder, reader) =>
        {
            foreach (var e in EventSearch.Newest(reader, folder.State.Manifest.All(), new HasValue(EventColumn.EventId.Name(), id), new During(long.MinValue, long.MaxValue), 1, EventColumns.BesideTheRecord))
                return TypedResults.Ok(new EventView(JsonSerializer.Deserialize<JsonElement>(new EventDocument().Of(e), s_deep), e.Record));
            return ApiProblem.Missing("there is no event of this id in the lake");
        }, cancellationToken).ConfigureAwait(false);
    }

    private static readonly JsonSerializerOptions s_deep = new() { MaxDepth = 256 };

    private static Filter Where(string? where) => string.IsNullOrWhiteSpace(where) ? Filter.Everything : FilterText.Parse(where);
}

/// <summary>Where a part of the list of events ended: the moment of the last, and how many of that moment were shown.</summary>
internal sealed record EventPlace(long Micros, int Shown);
