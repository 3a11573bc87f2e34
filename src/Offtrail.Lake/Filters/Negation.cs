namespace Offtrail.Lake;

/// <summary>Not the condition.</summary>
public sealed record Negation(Filter Part) : Filter;
