namespace Offtrail.Sources;

/// <summary>A place where a source could not look for objects.</summary>
/// <param name="Path">The folder or file.</param>
/// <param name="Reason">What is wrong, as a sentence without the path.</param>
/// <param name="IsLoss">Whether records may be missing because of it.</param>
public sealed record SourceProblem(string Path, string Reason, bool IsLoss);
