using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace Offtrail.Events;

/// <summary>Addresses as records write them, as numbers. IPv4 inside IPv6 (<c>::ffff:10.0.0.1</c>) counts as IPv4.</summary>
internal static class IpText
{
    private static readonly SearchValues<byte> s_bytes = SearchValues.Create("0123456789abcdefABCDEF.:"u8);

    /// <summary>Reads four decimal numbers with three dots. No other form that C's parser knows ("127.1", octal) is one here.</summary>
    public static bool TryV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        if (text.Length is < 7 or > 15) return false;
        var (parts, digits, number) = (1, 0, 0u);
        foreach (var b in text)
        {
            if (b == (byte)'.')
            {
                if (digits == 0 || ++parts > 4) return false;
                address = (address << 8) | number;
                (digits, number) = (0, 0);
                continue;
            }

            if (b is < (byte)'0' or > (byte)'9' || (digits > 0 && number == 0)) return false;
            number = (number * 10) + b - '0';
            digits++;
            if (number > 255) return false;
        }

        address = (address << 8) | number;
        return parts == 4 && digits > 0;
    }

    /// <summary>Reads an IPv6 address without brackets, zone or port.</summary>
    public static bool TryV6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        if (text.Length is < 2 or > 45 || !text.Contains((byte)':') || text.ContainsAnyExcept(s_bytes) || !IPAddress.TryParse(text, out var parsed)) return false;
        address = OfV6(parsed);
        return true;
    }

    /// <summary>The number of an IPv6 address.</summary>
    public static UInt128 OfV6(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The number of an IPv4 address.</summary>
    public static uint OfV4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>Whether an IPv6 address holds an IPv4 one: ::ffff:0:0/96.</summary>
    public static bool IsMapped(UInt128 address) => address >> 32 == 0xFFFF;
}
