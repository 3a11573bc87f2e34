using System.Diagnostics;

namespace Offtrail.Pipeline;

/// <summary>The name under which a service measures and traces itself. Spans have counts, never contents of records.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the source of activities.</summary>
    public const string Name = "Offtrail";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Begins a span; null when nobody listens. It counts as failed until it is said to be done, so that one which is broken off shows.</summary>
    internal static Activity? Begin(string name) => s_source.StartActivity(name)?.SetStatus(ActivityStatusCode.Error);

    /// <summary>Says that a span's work came to its end, and what it did.</summary>
    internal static void Done(this Activity? span, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        if (span is null) return;
        foreach (var (name, value) in facts) span.SetTag(name, value);
        span.SetStatus(ActivityStatusCode.Ok);
    }
}
