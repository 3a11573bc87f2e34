using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>How the service is doing.</summary>
internal static class StatusEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", Status).Says("GetStatus", "How the service is doing: what it does, how far it is, what a person should know.").Needs(Permission.Read).WithTags("status");
        api.MapGet("/sources", (LiveService live) => new Page<SourceView>([.. live.Status.Sources.Select(SourceView.Of)], null)).Says("ListSources", "The sources, and how each is doing.").Needs(Permission.Read).WithTags("status");
        api.MapGet("/stream", (EventStream stream, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(stream.ListenAsync(cancellationToken)))
            .Says("Listen", "New alerts as they are raised, and how the service is doing, as server-sent events.").Needs(Permission.Read).WithTags("status");
    }

    /// <summary>Ready when the first detection has come to an end; the answer says no more, since nobody needs to sign in to ask.</summary>
    public static IResult Ready(LiveService live) => live.Ready.IsCompleted && live.Status.Failure is null ? TypedResults.Text("ready\n") : TypedResults.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static StatusView Status(LiveService live)
    {
        var s = live.Status;
        return new StatusView(
            s.Doing, s.IsBehind, Query.Time(s.StartedAt), s.Objects, s.ContentBytes, s.Stored, s.Duplicates, s.Quarantined, s.Events, s.NewestEvent == 0 ? null : Query.Time(s.NewestEvent), s.Detections, Query.Time(s.DetectedAt),
            Math.Round(s.DetectionTime.TotalSeconds, 3), s.Raised, s.Failure, s.DefinitionFault, s.Warnings, [.. s.Sources.Select(SourceView.Of)]);
    }
}
