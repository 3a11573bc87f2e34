namespace Offtrail.Server;

/// <summary>What a rule was from a time on.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">From when on.</param>
/// <param name="Who">Who saved it.</param>
/// <param name="Definition">Its YAML; null when it was deleted.</param>
/// <param name="Note">What was said about it.</param>
public sealed record RuleRevisionView(int Number, string At, string Who, string? Definition, string? Note);
