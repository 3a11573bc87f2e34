namespace Offtrail.Lake;

/// <summary>A filter's text is wrong. The message names the position and what would be right.</summary>
public sealed class FilterException(string message) : Exception(message);
