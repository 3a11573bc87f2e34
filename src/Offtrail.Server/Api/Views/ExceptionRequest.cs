namespace Offtrail.Server;

/// <summary>An exception that is wanted.</summary>
/// <param name="AlertId">The alert that it is to cover.</param>
/// <param name="Fields">Fields whose values it names; none for what the anomaly was found by, and the identity.</param>
/// <param name="Comment">Why it is harmless.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Save">Whether it is to be added; else it is only shown.</param>
public sealed record ExceptionRequest(string AlertId, IReadOnlyList<string>? Fields = null, string? Comment = null, string? Until = null, bool Save = false);
