using Offtrail.Pipeline;

namespace Offtrail.Server;

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
