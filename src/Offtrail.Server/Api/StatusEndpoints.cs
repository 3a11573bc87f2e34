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

/// <summary>How the service is doing. Counts are those since its start.</summary>
/// <param name="Doing">starting, waiting, ingesting, detecting, compacting or stopped.</param>
/// <param name="IsBehind">Whether objects or events wait to be read or judged.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Objects">Objects read.</param>
/// <param name="ContentBytes">Bytes of content read.</param>
/// <param name="Stored">Events stored.</param>
/// <param name="Duplicates">Events that the lake had already.</param>
/// <param name="Quarantined">Records that went to the quarantine.</param>
/// <param name="Events">Events in the lake at the last detection.</param>
/// <param name="NewestEventAt">Time of the newest of them.</param>
/// <param name="Detections">Detections.</param>
/// <param name="DetectedAt">When the last ended.</param>
/// <param name="DetectionSeconds">How long it took.</param>
/// <param name="Raised">Alerts raised.</param>
/// <param name="Failure">What went wrong with the last step and is tried again.</param>
/// <param name="DefinitionFault">Which definition is wrong, so that the one before it goes on.</param>
/// <param name="Warnings">What a person should know.</param>
/// <param name="Sources">The sources.</param>
public sealed record StatusView(
    string Doing, bool IsBehind, string StartedAt, long Objects, long ContentBytes, long Stored, long Duplicates, long Quarantined, long Events, string? NewestEventAt, long Detections, string? DetectedAt,
    double DetectionSeconds, long Raised, string? Failure, string? DefinitionFault, IReadOnlyList<string> Warnings, IReadOnlyList<SourceView> Sources);

/// <summary>How a source is doing. Counts are those since the start of the service.</summary>
/// <param name="Id">What the configuration calls it.</param>
/// <param name="Objects">Objects that came.</param>
/// <param name="Bytes">Their bytes as delivered.</param>
/// <param name="Undeliverable">What it gave up on.</param>
/// <param name="LastArrivalAt">When objects last came.</param>
/// <param name="LastLookAt">When it was last looked at without a problem.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record SourceView(string Id, long Objects, long Bytes, long Undeliverable, string? LastArrivalAt, string? LastLookAt, string? Problem)
{
    internal static SourceView Of(SourceStatus s) => new(s.Id, s.Objects, s.Bytes, s.Undeliverable, Query.Time(s.LastArrival), Query.Time(s.LastLook), s.Problem);
}
