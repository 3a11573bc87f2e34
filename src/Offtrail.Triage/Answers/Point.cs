namespace Offtrail.Triage;

/// <summary>One thing that speaks for or against an attack.</summary>
/// <param name="Id">Its id in the file of weights, such as <c>source.new_to_account</c>.</param>
/// <param name="Why">What was seen, in words.</param>
/// <param name="Weight">Its weight in log-odds: positive speaks for an attack, negative against.</param>
public sealed record Point(string Id, string Why, double Weight);
