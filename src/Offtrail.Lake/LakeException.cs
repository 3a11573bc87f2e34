namespace Offtrail.Lake;

/// <summary>The lake can't be read or written. The message is for the user.</summary>
public sealed class LakeException(string message, Exception? inner = null) : Exception(message, inner);
