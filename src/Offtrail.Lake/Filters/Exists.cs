namespace Offtrail.Lake;

/// <summary>The field has a value.</summary>
public sealed record Exists(string Field) : Filter;
