namespace Offtrail.Lake;

/// <summary>All of the conditions; true when there are none.</summary>
public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;
