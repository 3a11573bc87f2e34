namespace Offtrail.State;

/// <summary>A sink that failed is left alone for a while.</summary>
/// <param name="Failures">How often it failed since it last took an alert.</param>
/// <param name="Until">Until when, microseconds since 1970 UTC.</param>
public sealed record SinkPause(int Failures, long Until)
{
    /// <summary>A sink that works.</summary>
    public static SinkPause None { get; } = new(0, 0);
}
