namespace Offtrail.Server;

/// <summary>Exceptions.</summary>
/// <param name="Definition">The YAML.</param>
public sealed record ExceptionsText(string? Definition);
