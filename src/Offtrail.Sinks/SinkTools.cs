namespace Offtrail.Sinks;

/// <summary>What sinks need of the program.</summary>
/// <param name="Clock">Tells the time.</param>
/// <param name="Output">Standard output.</param>
public sealed record SinkTools(TimeProvider Clock, TextWriter Output);
