namespace Offtrail.Server;

/// <summary>A job with its definition.</summary>
/// <param name="Job">The job.</param>
/// <param name="Definition">Its YAML.</param>
public sealed record JobView(JobRow Job, string Definition);
