using Offtrail.Sources;

namespace Offtrail.Aws;

/// <summary>An object that a held message names.</summary>
/// <param name="Name">What names it for good.</param>
/// <param name="Object">The object; null when it could not be asked after.</param>
/// <param name="Fault">Why it could not.</param>
internal sealed record HeldObject(string Name, SourceObject? Object, AwsFault? Fault);
