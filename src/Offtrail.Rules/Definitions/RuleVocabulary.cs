namespace Offtrail.Rules;

/// <summary>What a rule's definition may name.</summary>
/// <param name="IsField">Whether the lake has a field of this ECS name.</param>
/// <param name="ExceptionFault">What is wrong with the condition of an exception; null if nothing.</param>
public sealed record RuleVocabulary(Func<string, bool> IsField, Func<string, string?> ExceptionFault);
