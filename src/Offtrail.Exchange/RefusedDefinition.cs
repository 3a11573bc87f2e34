namespace Offtrail.Exchange;

/// <summary>What could not be imported.</summary>
/// <param name="Place">File, and the line or member in it.</param>
/// <param name="Name">What it calls itself; empty when it has no name.</param>
/// <param name="Reason">Why, with the setting and what would be right.</param>
public sealed record RefusedDefinition(string Place, string Name, string Reason);
