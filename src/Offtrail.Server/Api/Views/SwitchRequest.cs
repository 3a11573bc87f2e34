namespace Offtrail.Server;

/// <summary>On or off.</summary>
/// <param name="Enabled">Whether it is to run.</param>
public sealed record SwitchRequest(bool Enabled);
