namespace Offtrail.State;

/// <summary>The state can't be read or written. The message is for the user.</summary>
public sealed class StateException(string message, Exception? inner = null) : Exception(message, inner);
