namespace Offtrail.Server;

/// <summary>A rule's definition.</summary>
/// <param name="Definition">The YAML.</param>
/// <param name="Note">What is to be said about the change.</param>
public sealed record RuleText(string? Definition, string? Note = null);
