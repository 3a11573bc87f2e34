using Offtrail.Lake;

namespace Offtrail.Cli;

/// <summary>What to look for in the lake.</summary>
internal sealed record EventRequest(Filter Filter, During During, IReadOnlyList<string> GroupBy, long Limit);
