namespace Offtrail.Pipeline;

/// <summary>A file of labels is wrong. The message names file, position and what would be right.</summary>
public sealed class LabelsException(string message) : Exception(message);
