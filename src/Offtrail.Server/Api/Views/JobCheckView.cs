namespace Offtrail.Server;

/// <summary>A job looked at beside the lake.</summary>
/// <param name="Warnings">What a user would learn too late, as sentences; none when all is well.</param>
public sealed record JobCheckView(IReadOnlyList<string> Warnings);
