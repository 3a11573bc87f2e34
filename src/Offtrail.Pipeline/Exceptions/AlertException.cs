using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>What is known to be harmless: an alert of these rules of which all events are so is not raised.</summary>
/// <param name="Comment">Why.</param>
/// <param name="Rules">Ids of rules; empty for all.</param>
/// <param name="When">What all events behind the alert must be.</param>
/// <param name="UntilMicros">Alerts of runs before this time, microseconds since 1970 UTC; <see cref="long.MaxValue"/> for good.</param>
public sealed record AlertException(string Comment, IReadOnlyList<string> Rules, Filter When, long UntilMicros);
