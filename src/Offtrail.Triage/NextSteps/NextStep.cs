namespace Offtrail.Triage;

/// <summary>A suggestion. Nothing is run.</summary>
/// <param name="Kind">"contain", "collect", "ask" or "record".</param>
/// <param name="What">What to do and why.</param>
/// <param name="Commands">Lines for a shell, every text of records quoted; may be empty.</param>
public sealed record NextStep(string Kind, string What, IReadOnlyList<string> Commands);
