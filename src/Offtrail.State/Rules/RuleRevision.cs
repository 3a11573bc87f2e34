namespace Offtrail.State;

/// <summary>A rule's definition as it was from a time on.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was saved, or first seen by a run, microseconds since 1970 UTC.</param>
/// <param name="Who">Who saved it, or ran it.</param>
/// <param name="Text">The YAML; null when the rule was deleted.</param>
/// <param name="Note">What was said about it; null for nothing.</param>
public sealed record RuleRevision(string RuleId, int Number, long At, string Who, string? Text, string? Note);
