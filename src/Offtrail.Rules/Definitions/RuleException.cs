using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>What is known to be harmless: an alert of which all events are so is not raised.</summary>
/// <param name="Comment">Why.</param>
/// <param name="When">What all events behind the alert must be, in the form of <c>offtrail events --where</c>.</param>
/// <param name="UntilMicros">Alerts of runs before this time, microseconds since 1970 UTC; <see cref="long.MaxValue"/> for good.</param>
public sealed record RuleException(string Comment, string When, long UntilMicros)
{
    /// <summary>Reads the keys of an exception; those that remain are the caller's.</summary>
    /// <param name="yaml">The entry.</param>
    /// <param name="fault">What is wrong with a condition; null if nothing.</param>
    /// <exception cref="DefinitionException">A key is missing or wrong.</exception>
    public static RuleException Parse(YamlMapping yaml, Func<string, string?> fault)
    {
        var exception = new RuleException(yaml.TextOrNull("comment") ?? "", yaml.Text("when"), yaml.Moment("until") ?? long.MaxValue);
        return fault(exception.When) is { } wrong ? throw yaml.Wrong("when", wrong) : exception;
    }
}
