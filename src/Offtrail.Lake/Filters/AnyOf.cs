namespace Offtrail.Lake;

/// <summary>At least one of the conditions.</summary>
public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;
