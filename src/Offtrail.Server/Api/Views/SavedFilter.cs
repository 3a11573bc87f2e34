namespace Offtrail.Server;

/// <summary>A filter of alerts that somebody keeps.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Query">Parameters of the list of alerts, and the page's sort: status=open&amp;severity=high&amp;sort=score.</param>
public sealed record SavedFilter(string Name, string Query);
