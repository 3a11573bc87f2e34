namespace Offtrail.Sources;

/// <summary>What a source was told of and can't give: a message that makes no sense, an object that could not be read however often it was tried.</summary>
/// <param name="Key">The object or message.</param>
/// <param name="Reason">What is wrong, as a sentence without the key.</param>
/// <param name="Content">The message as it came; empty when the object itself is meant.</param>
public sealed record Undeliverable(string Key, string Reason, ReadOnlyMemory<byte> Content);
