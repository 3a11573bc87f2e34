namespace Offtrail.Lake;

/// <summary>Hands the ids of the events that the lake has of an account's day to a function, in UTF-8.</summary>
public delegate void LoadIds(PartitionKey partition, Action<ReadOnlySpan<byte>> onId);
