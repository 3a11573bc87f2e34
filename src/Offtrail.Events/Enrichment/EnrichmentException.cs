namespace Offtrail.Events;

/// <summary>A file that enrichment was given can't be used. The message names the file, what is wrong and what would be right.</summary>
public sealed class EnrichmentException(string message, Exception? inner = null) : Exception(message, inner);
