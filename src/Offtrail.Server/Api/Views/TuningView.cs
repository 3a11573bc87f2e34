namespace Offtrail.Server;

/// <summary>The tuning of the jobs.</summary>
/// <param name="Definition">The YAML of tuning.yaml.</param>
public sealed record TuningView(string Definition);
