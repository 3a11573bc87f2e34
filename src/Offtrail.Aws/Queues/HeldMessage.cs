namespace Offtrail.Aws;

/// <summary>A message that was received and is neither deleted nor let go.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Receipt">By which it is deleted.</param>
/// <param name="Receives">How often it was received, this time included.</param>
/// <param name="Objects">What it names.</param>
/// <param name="Fault">Why it makes no sense; null when it does.</param>
/// <param name="Content">Its body where it makes no sense, cut.</param>
internal sealed record HeldMessage(string Id, string Receipt, int Receives, IReadOnlyList<HeldObject> Objects, string? Fault, byte[] Content);
