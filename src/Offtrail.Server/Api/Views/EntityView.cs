namespace Offtrail.Server;

/// <summary>Who or what an alert is about.</summary>
/// <param name="Kind">identity, access_key or source.</param>
/// <param name="Value">Which.</param>
public sealed record EntityView(string Kind, string Value);
