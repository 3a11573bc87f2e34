using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Offtrail.Lake;

/// <summary>An event's id as 128 bits: a UUID's own bits; any other text by half of its SHA-256 (two of 2^64 ids would meet by chance).</summary>
internal static class EventId
{
    public static UInt128 Of(ReadOnlySpan<byte> id)
    {
        Span<byte> bits = stackalloc byte[32];
        if (id.Length == 36 && Utf8Parser.TryParse(id, out Guid uuid, out var used, 'D') && used == 36 && !HasUpperCase(id))
        {
            uuid.TryWriteBytes(bits);
            return MemoryMarshal.Read<UInt128>(bits);
        }

        SHA256.HashData(id, bits);
        return MemoryMarshal.Read<UInt128>(bits);
    }

    private static bool HasUpperCase(ReadOnlySpan<byte> id) => id.ContainsAnyInRange((byte)'A', (byte)'F');
}
