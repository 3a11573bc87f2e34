using System.Globalization;

namespace Offtrail.Events;

/// <summary>
/// The network by which jobs compare source addresses: an identity's next address is mostly a neighbour of its last. The
/// autonomous system, if a database tells it and it is not Amazon's, in which attackers rent as well; else the /24 of an
/// IPv4 address, the /48 of an IPv6 address (the size of a site, RFC 6177).
/// </summary>
internal static class SourceNetwork
{
    /// <summary>The network of an address; null for what is none.</summary>
    public static string? Of(ReadOnlySpan<byte> address, NetworkClass network, GeoPlace? place)
    {
        if (place?.AsNumber is { } number && network is not (NetworkClass.Ec2 or NetworkClass.Aws)
            && place.AsOrganization?.StartsWith("amazon", StringComparison.OrdinalIgnoreCase) != true)
            return string.Create(CultureInfo.InvariantCulture, $"AS{number}");
        if (IpText.TryV4(address, out var v4)) return V4(v4);
        if (!IpText.TryV6(address, out var v6)) return null;
        return IpText.IsMapped(v6) ? V4((uint)v6)
            : string.Create(CultureInfo.InvariantCulture, $"{(uint)(v6 >> 112):x}:{(uint)(v6 >> 96) & 0xFFFF:x}:{(uint)(v6 >> 80) & 0xFFFF:x}::/48");
    }

    private static string V4(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 0xFF}.{(address >> 8) & 0xFF}.0/24");
}
