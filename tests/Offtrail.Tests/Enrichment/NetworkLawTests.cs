using System.Net;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

/// <summary>The classifier against slow plain twins: .NET's own addresses and networks, one after the other.</summary>
public sealed class NetworkLawTests
{
    private static readonly string[] s_bounds = [.. SpecialNetworks.V4.Concat(SpecialNetworks.V6).Select(r => r.Network)];

    private static readonly Gen<IPAddress> s_v4 = Gen.OneOf(Gen.UInt.Select(V4), Near(s_bounds.Where(n => !n.Contains(':', StringComparison.Ordinal))));
    private static readonly Gen<IPAddress> s_v6 = Gen.OneOf(Gen.Byte.Array[16].Select(b => new IPAddress(b)), Near(s_bounds.Where(n => n.Contains(':', StringComparison.Ordinal))), s_v4.Select(a => a.MapToIPv6()));

    [Fact]
    public void Every_address_has_the_class_of_the_first_network_that_holds_it() =>
        Gen.OneOf(s_v4, s_v6).Sample(address => new NetworkClassifier().Classify(Utf8.Of(address.ToString())).ShouldBe(Twin(address, []), address.ToString()), iter: 50_000, threads: 1);

    [Fact]
    public void With_ranges_every_address_has_the_class_that_a_walk_over_all_prefixes_gives() =>
        Gen.Select(s_prefix.Array[0, 40], Gen.OneOf(s_v4, s_v6).Array[20], Gen.Int[0, 39], Gen.Int[-2, 2]).Sample((prefixes, addresses, pick, offset) =>
        {
            var rows = prefixes.Select(p => AwsPrefix.Read(p.Network, p.Network.Contains(':', StringComparison.Ordinal), p.IsEc2)!.Value).ToArray();
            var classifier = new NetworkClassifier(new AwsRanges(rows, null));
            var near = prefixes.Length == 0 ? [] : new[] { Moved(IPNetwork.Parse(prefixes[pick % prefixes.Length].Network), offset, false), Moved(IPNetwork.Parse(prefixes[pick % prefixes.Length].Network), offset, true) };
            foreach (var address in addresses.Concat(near))
                classifier.Classify(Utf8.Of(address.ToString())).ShouldBe(Twin(address, prefixes), $"{address} in {string.Join(' ', prefixes)}");
        }, iter: 3_000, threads: 1);

    [Fact]
    public void A_set_of_ranges_holds_what_any_of_its_ranges_holds() =>
        Gen.Select(Gen.Select(Gen.Byte, Gen.Byte).Array[0, 20], Gen.Byte).Sample((pairs, number) =>
        {
            var ranges = pairs.Select(p => (First: (UInt128)Math.Min(p.Item1, p.Item2), Last: (UInt128)Math.Max(p.Item1, p.Item2))).ToArray();
            var set = new RangeSet(ranges);
            set.Contains(number).ShouldBe(ranges.Any(r => r.First <= number && number <= r.Last));
            set.Count.ShouldBeLessThanOrEqualTo(ranges.Length);
        }, iter: 50_000, threads: 1);

    [Fact]
    public void The_ends_of_the_number_line_are_in_ranges_that_reach_them()
    {
        var set = new RangeSet([(0, 0), (UInt128.MaxValue - 1, UInt128.MaxValue), (1, 1)]);
        (set.Count, set.Contains(0), set.Contains(2), set.Contains(UInt128.MaxValue)).ShouldBe((2, true, false, true));
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 300].Sample(bytes => new NetworkClassifier().Classify(bytes).Text().ShouldNotBeEmpty(), iter: 20_000, threads: 1);

    [Fact]
    public void Random_texts_of_the_bytes_of_addresses_are_read_as_dotnet_reads_them() =>
        Gen.Int[0, 17].Select(i => "0123456789abcf.:.:"[i]).Array[0, 20].Sample(chars =>
        {
            var text = new string(chars);
            var isAddress = IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);
            new NetworkClassifier().Classify(Utf8.Of(text)).ShouldBe(isAddress ? Twin(address!, []) : NetworkClass.None, text);
        }, iter: 50_000, threads: 1);

    private static readonly Gen<(string Network, bool IsEc2)> s_prefix = Gen.Select(Gen.Bool, Gen.Byte.Array[16], Gen.Int[0, 128], Gen.Bool).Select((v6, bytes, length, ec2) =>
    {
        if (v6 && length % 4 != 0) bytes[0] = (byte)(0x20 | (bytes[0] & 0x1F)); // most of them where addresses are public
        var address = new IPAddress(v6 ? bytes : bytes[..4]);
        return (Masked(address, v6 ? length : length % 33), ec2);
    });

    private static NetworkClass Twin(IPAddress address, (string Network, bool IsEc2)[] prefixes)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        foreach (var (network, networkClass) in SpecialNetworks.V4.Concat(SpecialNetworks.V6))
            if (networkClass != NetworkClass.Public && IPNetwork.Parse(network).Contains(address) && !IsPublicBefore(address, network)) return networkClass;
        var matching = prefixes.Where(p => IPNetwork.Parse(p.Network).Contains(address)).ToArray();
        return matching.Length == 0 ? NetworkClass.Public : matching.Any(p => p.IsEc2) ? NetworkClass.Ec2 : NetworkClass.Aws;
    }

    private static bool IsPublicBefore(IPAddress address, string network) =>
        SpecialNetworks.V6.TakeWhile(r => r.Network != network).Any(r => r.Class == NetworkClass.Public && IPNetwork.Parse(r.Network).Contains(address));

    private static Gen<IPAddress> Near(IEnumerable<string> networks)
    {
        var all = networks.Select(IPNetwork.Parse).ToArray();
        return Gen.Select(Gen.Int[0, all.Length - 1], Gen.Int[-2, 2], Gen.Bool).Select((i, offset, end) => Moved(all[i], offset, end));
    }

    /// <summary>An address beside the network's first or last one.</summary>
    private static IPAddress Moved(IPNetwork network, int offset, bool end)
    {
        var v6 = network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        var prefix = AwsPrefix.Read(network.ToString(), v6, false)!.Value;
        var number = unchecked((end ? prefix.Last : prefix.First) + (UInt128)(Int128)offset);
        if (!v6) return V4((uint)number);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    private static string Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(bytes)}/{length}";
    }

    private static IPAddress V4(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
