namespace Offtrail.Server;

/// <summary>What came of a test.</summary>
/// <param name="IsDelivered">Whether the alert got there.</param>
/// <param name="Error">Why not.</param>
public sealed record SinkTest(bool IsDelivered, string? Error);
