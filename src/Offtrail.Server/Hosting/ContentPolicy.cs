namespace Offtrail.Server;

/// <summary>The Content-Security-Policy of an endpoint that needs more than <see cref="SecurityHeaders"/> allows to all.</summary>
/// <param name="Text">The policy.</param>
public sealed record ContentPolicy(string Text);
