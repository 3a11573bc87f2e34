using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>
/// The stored form of what a model knows: MemoryPack, so that every double comes back with all its bits. The
/// form has no version of its own: <see cref="Version"/> goes into the fingerprint of a job, and what another version wrote is
/// computed anew.
/// </summary>
public static class StateBytes
{
    /// <summary>Raise it when a state record, a model or a function changes what it stores or finds.</summary>
    public const int Version = 2;

    internal static byte[] Write<T>(T state)
    {
        var chunks = new Chunks();
        MemoryPackSerializer.Serialize(chunks, state);
        return chunks.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no such state.</exception>
    internal static T Read<T>(byte[] bytes)
    {
        try
        {
            return MemoryPackSerializer.Deserialize<T>(bytes) ?? throw new InvalidDataException("a stored state is empty");
        }
        catch (MemoryPackSerializationException e)
        {
            throw new InvalidDataException($"a stored state can't be read: {e.Message}", e);
        }
    }
}
