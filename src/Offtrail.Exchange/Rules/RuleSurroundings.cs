using Offtrail.Rules;

namespace Offtrail.Exchange;

/// <summary>What an imported rule meets here.</summary>
/// <param name="Known">What rules may name.</param>
/// <param name="HasJob">Whether there is a job of this id.</param>
/// <param name="IdOfName">The id of the rule here of this name; null when there is none.</param>
public sealed record RuleSurroundings(RuleVocabulary Known, Func<string, bool> HasJob, Func<string, string?> IdOfName);
