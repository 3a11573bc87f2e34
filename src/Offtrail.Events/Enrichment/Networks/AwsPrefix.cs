using System.Net;
using System.Net.Sockets;

namespace Offtrail.Events;

/// <summary>One prefix of AWS's list, as the numbers of its first and last address.</summary>
internal readonly record struct AwsPrefix(UInt128 First, UInt128 Last, bool IsV6, bool IsEc2)
{
    /// <summary>Reads a network such as <c>3.5.140.0/22</c>; null if the text is none of the kind.</summary>
    public static AwsPrefix? Read(string? text, bool v6, bool isEc2)
    {
        if (text is null || !text.Contains('/', StringComparison.Ordinal) || !IPNetwork.TryParse(text, out var network)) return null;
        if (network.BaseAddress.AddressFamily != (v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)) return null;
        var first = v6 ? IpText.OfV6(network.BaseAddress) : IpText.OfV4(network.BaseAddress);
        var hostBits = (v6 ? 128 : 32) - network.PrefixLength;
        return new(first, first + (hostBits == 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1), v6, isEc2);
    }
}
