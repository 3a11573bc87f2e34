using System.Net;
using static Offtrail.Events.NetworkClass;

namespace Offtrail.Events;

/// <summary>
/// Networks that are not simply the internet, from IANA's registries of special-purpose and multicast addresses
/// (RFC 6890 and the RFCs that each class names). The first row that holds an address counts.
/// </summary>
internal static class SpecialNetworks
{
    /// <summary>IPv4. Documentation stands before multicast, which holds one of its networks.</summary>
    public static readonly (string Network, NetworkClass Class)[] V4 =
    [
        ("10.0.0.0/8", Private),
        ("172.16.0.0/12", Private),
        ("192.168.0.0/16", Private),
        ("127.0.0.0/8", Loopback),
        ("169.254.0.0/16", LinkLocal),
        ("100.64.0.0/10", Shared),
        ("192.0.2.0/24", Documentation),
        ("198.51.100.0/24", Documentation),
        ("203.0.113.0/24", Documentation),
        ("233.252.0.0/24", Documentation),
        ("224.0.0.0/4", Multicast),
        ("240.0.0.0/4", Reserved),
        ("0.0.0.0/8", Reserved),
        ("192.0.0.0/24", Reserved),
        ("192.88.99.0/24", Reserved), // 6to4 relays, given up (RFC 7526)
        ("198.18.0.0/15", Reserved), // measuring devices (RFC 2544)
    ];

    /// <summary>IPv6. What is left outside 2000::/3 is reserved; the last row says so.</summary>
    public static readonly (string Network, NetworkClass Class)[] V6 =
    [
        ("2001:db8::/32", Documentation),
        ("3fff::/20", Documentation),
        ("2001:2::/48", Reserved), // measuring devices (RFC 5180)
        ("2001:10::/28", Reserved), // ORCHID, given up
        ("2001:20::/28", Reserved), // ORCHIDv2: names of hosts, not addresses
        ("2000::/3", Public),
        ("64:ff9b::/96", Public), // IPv4 behind a translator
        ("64:ff9b:1::/48", Private),
        ("fc00::/7", Private),
        ("::1/128", Loopback),
        ("fe80::/10", LinkLocal),
        ("ff00::/8", Multicast),
        ("::/0", Reserved),
    ];

    private static readonly (uint Value, uint Mask, NetworkClass Class)[] s_v4 =
        [.. V4.Select(row => (IPNetwork.Parse(row.Network), row.Class)).Select(row => (IpText.OfV4(row.Item1.BaseAddress), uint.MaxValue << (32 - row.Item1.PrefixLength), row.Class))];

    private static readonly (UInt128 Value, UInt128 Mask, NetworkClass Class)[] s_v6 =
        [.. V6.Select(row => (IPNetwork.Parse(row.Network), row.Class)).Select(row => (IpText.OfV6(row.Item1.BaseAddress), MaskOf(row.Item1.PrefixLength), row.Class))];

    public static NetworkClass Of(uint address)
    {
        foreach (var (value, mask, networkClass) in s_v4)
            if ((address & mask) == value) return networkClass;
        return Public;
    }

    public static NetworkClass Of(UInt128 address)
    {
        foreach (var (value, mask, networkClass) in s_v6)
            if ((address & mask) == value) return networkClass;
        return Public;
    }

    /// <summary>A shift by the whole width would shift by nothing.</summary>
    private static UInt128 MaskOf(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
}
