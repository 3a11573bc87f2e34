namespace Offtrail.Lake;

/// <summary>The field has this value, exactly.</summary>
public sealed record HasValue(string Field, string Value) : Filter;
