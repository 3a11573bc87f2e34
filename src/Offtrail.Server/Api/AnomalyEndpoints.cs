using System.Text.Json;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>What the jobs found, alert or not.</summary>
internal static class AnomalyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var anomalies = api.MapGroup("/anomalies").WithTags("anomalies");
        anomalies.MapGet("", List).Says("ListAnomalies", "Anomaly records, the newest buckets first; influencer=FIELD:VALUE for those that may be put down to a value of a field, each of them if there are several.").Needs(Permission.Read);
        anomalies.MapGet("/lanes", ([AsParameters] AnomalyQueryParameters query, AnomalyExplorer explorer) => explorer.Lanes(query)).Says("GetAnomalyLanes", "Anomaly records over time in swim lanes: of all, by job, and by the values of a field, the highest score of each stretch. Without from and to the last 30 days of events.").Needs(Permission.Read);
        anomalies.MapGet("/changes", Changes).Says("ListAnomalyChanges", "What events that came late changed in finished buckets, the last change first.").Needs(Permission.Read);
    }

    private static Page<AnomalyView> List(string[]? job, string[]? influencer, string? from, string? to, double? least_score, int? limit, string? cursor, StatePool pool)
    {
        var (first, last) = Query.Window(from, to);
        var most = Query.Limit(limit);
        using var lease = pool.Rent();
        var found = lease.State.Anomalies.Find(new AnomalyFilter { JobIds = job ?? [], Influencers = [.. (influencer ?? []).Select(InfluencerOf)], FromMicros = first, ToMicros = last, LeastScore = least_score ?? 0, Behind = Cursor.Read<AnomalyPlace>(cursor), Limit = most + 1 });
        return new Page<AnomalyView>([.. found.Take(most).Select(f => new AnomalyView(f.IsFinal, JsonSerializer.Deserialize<JsonElement>(f.Document)))], found.Count > most ? Cursor.Of(found[most - 1].Place) : null);
    }

    /// <summary>A field and a value with ":" between them; the value may have more of those.</summary>
    private static Influencer InfluencerOf(string text) => text.Split(':', 2) is [{ Length: > 0 } field, { Length: > 0 } value]
        ? new Influencer(field, value)
        : throw new ApiException("influencer", "right would be a field and a value, such as user.name:ana or event.action:GetObject");

    private static Page<AnomalyChangeView> Changes(int? limit, StatePool pool)
    {
        using var lease = pool.Rent();
        return new Page<AnomalyChangeView>([.. lease.State.Anomalies.Changes().Reverse().Take(Query.Limit(limit)).Select(c => new AnomalyChangeView(c.JobId, c.Detector, c.Scope, Query.Time(c.Bucket), c.Partition.Length == 0 ? null : c.Partition, c.ByValue, c.Was, c.Now, Query.Time(c.At)))], null);
    }
}
