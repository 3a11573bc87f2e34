namespace Offtrail.Server;

/// <summary>Whether a definition is right.</summary>
/// <param name="IsRight">Whether it is.</param>
/// <param name="Fault">What is wrong, with line and column.</param>
/// <param name="Id">The rule's id.</param>
public sealed record RuleCheck(bool IsRight, string? Fault, string? Id);
