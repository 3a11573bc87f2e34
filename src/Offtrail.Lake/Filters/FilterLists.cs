namespace Offtrail.Lake;

/// <summary>What a name behind "$" in a filter stands for.</summary>
/// <param name="ByName">The values of each list; they may have a <c>*</c>, and for an address be networks.</param>
public sealed record FilterLists(IReadOnlyDictionary<string, IReadOnlyList<string>> ByName)
{
    /// <summary>None.</summary>
    public static FilterLists None { get; } = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
}
