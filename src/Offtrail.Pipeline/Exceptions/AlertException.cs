using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Pipeline;

/// <summary>An exception, with its condition understood.</summary>
/// <param name="Comment">Why.</param>
/// <param name="Rules">Ids of rules; empty for all.</param>
/// <param name="When">What all events behind the alert must be.</param>
/// <param name="UntilMicros">Alerts of runs before this time, microseconds since 1970 UTC; <see cref="long.MaxValue"/> for good.</param>
public sealed record AlertException(string Comment, IReadOnlyList<string> Rules, Filter When, long UntilMicros)
{
    internal static AlertException Of(RuleException exception, IReadOnlyList<string> rules, FilterLists lists) =>
        new(exception.Comment, rules, FilterText.Parse(exception.When, lists), exception.UntilMicros);
}
