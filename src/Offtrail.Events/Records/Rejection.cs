namespace Offtrail.Events;

/// <summary>Where in an object something stands.</summary>
/// <param name="Record">Number of the record in its object, from 1; 0 when the object as a whole is meant.</param>
/// <param name="Line">Line in the decompressed content, from 1.</param>
/// <param name="Byte">Offset in the decompressed content, in bytes from 0.</param>
public readonly record struct RecordPosition(long Record, long Line, long Byte);

/// <summary>Something in an object that could not be taken as an event. It goes to the quarantine.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Reason">What is wrong and what would be right, as a sentence without the position.</param>
/// <param name="Content">The bytes, to <see cref="RecordReaderOptions.MaxQuarantinedBytes"/>.</param>
/// <param name="Length">How many bytes there were.</param>
/// <param name="IsRecord">True when this counts as one record read; false when the object itself is damaged.</param>
public sealed record Rejection(RecordPosition Position, string Reason, ReadOnlyMemory<byte> Content, long Length, bool IsRecord);
