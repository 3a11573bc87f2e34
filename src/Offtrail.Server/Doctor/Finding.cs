namespace Offtrail.Server;

/// <summary>What a look at a part of an installation found.</summary>
/// <param name="Area">The part: configuration, rights, disk, clock, state, lake, sources, sinks, users, memory.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do; null when nothing need be done.</param>
public sealed record Finding(string Area, FindingLevel Level, string Text, string? Advice)
{
    internal static Finding Ok(string area, string text) => new(area, FindingLevel.Ok, text, null);

    internal static Finding Warning(string area, string text, string advice) => new(area, FindingLevel.Warning, text, advice);

    internal static Finding Problem(string area, string text, string advice) => new(area, FindingLevel.Problem, text, advice);
}
