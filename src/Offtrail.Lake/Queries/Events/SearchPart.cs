namespace Offtrail.Lake;

/// <summary>One of several searches that are done together.</summary>
/// <param name="Filter">What events have to meet.</param>
/// <param name="During">When.</param>
/// <param name="Limit">How many at most, the newest.</param>
public sealed record SearchPart(Filter Filter, During During, int Limit);
