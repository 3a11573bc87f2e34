namespace Offtrail.Lake;

/// <summary>The field's value fits a pattern in which <c>*</c> stands for any text.</summary>
public sealed record Matches(string Field, IReadOnlyList<string> Pieces) : Filter;
