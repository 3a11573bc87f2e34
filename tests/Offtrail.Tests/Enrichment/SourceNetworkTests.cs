using System.Net;
using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

public sealed class SourceNetworkTests
{
    [Fact]
    public void An_ipv4_address_is_in_its_24() =>
        Gen.Byte.Array[4].Sample(bytes =>
        {
            var address = new IPAddress(bytes);
            var network = IPNetwork.Parse(Of(address.ToString())!);
            network.ShouldBe(new IPNetwork(new IPAddress([bytes[0], bytes[1], bytes[2], 0]), 24));
            network.Contains(address).ShouldBeTrue();
        }, iter: 2000, threads: 1);

    [Fact]
    public void An_ipv6_address_is_in_its_48_however_it_is_written() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 3], Gen.Int[0, 5]).Sample((bytes, zeros, from) =>
        {
            for (var i = from; i < from + (zeros * 2); i++) bytes[i] = 0;
            if (bytes[..10].All(b => b == 0)) return;
            var address = new IPAddress(bytes);
            var text = Of(address.ToString())!;
            var network = IPNetwork.Parse(text);
            network.ShouldBe(new IPNetwork(new IPAddress([.. bytes[..6], .. new byte[10]]), 48));
            network.Contains(address).ShouldBeTrue();
            var whole = string.Join(':', Enumerable.Range(0, 8).Select(i => $"{bytes[2 * i]:X2}{bytes[(2 * i) + 1]:X2}"));
            Of(whole).ShouldBe(text);
        }, iter: 2000, threads: 1);

    [Fact]
    public void An_ipv4_address_inside_an_ipv6_one_is_the_same_network() =>
        Gen.Byte.Array[4].Sample(bytes => Of(new IPAddress(bytes).MapToIPv6().ToString()).ShouldBe(Of(new IPAddress(bytes).ToString())), iter: 500, threads: 1);

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("10.0.0.5", "10.0.0.0/24")]
    [InlineData("255.255.255.255", "255.255.255.0/24")]
    [InlineData("2001:db8:77:1::5", "2001:db8:77::/48")]
    [InlineData("2001:DB8:0:0:0:0:0:5", "2001:db8:0::/48")]
    [InlineData("::1", "0:0:0::/48")]
    public void The_text_of_a_network_stays_as_it_is(string address, string network) => Of(address).ShouldBe(network);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("ec2.amazonaws.com")]
    [InlineData("AWS Internal")]
    [InlineData("127.1")]
    [InlineData("1.2.3.400")]
    [InlineData("1.2.3.4.5")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.4/24")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("abc:def")]
    public void What_is_no_address_has_no_network(string text) => Of(text).ShouldBeNull();

    [Fact]
    public void Any_bytes_have_a_network_or_none() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            if (SourceNetwork.Of(bytes, NetworkClass.None, null) is { } network) IPNetwork.TryParse(network, out _).ShouldBeTrue(network);
        }, iter: 2000, threads: 1);

    [Theory]
    [InlineData(NetworkClass.Public, "Example Net", "AS64500")]
    [InlineData(NetworkClass.Public, null, "AS64500")]
    [InlineData(NetworkClass.Public, "AMAZON-02", "203.0.113.0/24")]
    [InlineData(NetworkClass.Public, "Amazon.com, Inc.", "203.0.113.0/24")]
    [InlineData(NetworkClass.Public, "Not Amazon", "AS64500")]
    [InlineData(NetworkClass.Ec2, "Example Net", "203.0.113.0/24")]
    [InlineData(NetworkClass.Aws, "Example Net", "203.0.113.0/24")]
    public void An_autonomous_system_is_the_network_unless_it_is_amazons(NetworkClass network, string? organization, string expected) =>
        SourceNetwork.Of("203.0.113.7"u8, network, Place(64500, organization)).ShouldBe(expected);

    [Fact]
    public void A_place_without_a_number_leaves_the_24() =>
        SourceNetwork.Of("203.0.113.7"u8, NetworkClass.Public, Place(null, "Example Net")).ShouldBe("203.0.113.0/24");

    [Theory]
    [InlineData("aws-cli", "2.15.3", "Linux", ClientClass.Cli, "aws-cli 2 on Linux")]
    [InlineData("Boto3", "1.34.2", null, ClientClass.Sdk, "Boto3 1")]
    [InlineData("Boto3", null, "Windows", ClientClass.Sdk, "Boto3 on Windows")]
    [InlineData("Boto3", "20240101", "Windows", ClientClass.Sdk, "Boto3 on Windows")]
    [InlineData("Boto3", "", "Windows", ClientClass.Sdk, "Boto3 on Windows")]
    [InlineData("Chrome", "124.0", "macOS", ClientClass.Browser, "Chrome on macOS")]
    [InlineData("Terraform", "1.8", null, ClientClass.Iac, "Terraform")]
    [InlineData(null, "1.8", "Linux", ClientClass.Other, "Linux")]
    [InlineData(null, null, null, ClientClass.Other, null)]
    public void A_client_is_compared_by_name_major_version_and_system(string? name, string? version, string? os, ClientClass kind, string? label) =>
        new Client(name, version, os, "6.1", kind, null).Label.ShouldBe(label);

    [Fact]
    public void A_new_minor_version_is_the_same_client_and_another_system_is_another()
    {
        static string? Label(string agent) => ClientParser.Parse(Encoding.UTF8.GetBytes(agent)).Label;
        var usual = Label("aws-cli/2.15.3 Python/3.11.6 Linux/6.1.0 exe/x86_64");
        usual.ShouldNotBeNull();
        Label("aws-cli/2.17.9 Python/3.12.1 Linux/6.5.0 exe/x86_64").ShouldBe(usual);
        Label("aws-cli/1.32.0 Python/3.11.6 Linux/6.1.0").ShouldNotBe(usual);
        Label("aws-cli/2.15.3 Python/3.11.6 Windows/10 exe/AMD64").ShouldNotBe(usual);
    }

    private static string? Of(string address) => SourceNetwork.Of(Encoding.UTF8.GetBytes(address), NetworkClass.Public, null);

    private static GeoPlace Place(long? number, string? organization) => GeoPlace.Nothing with { AsNumber = number, AsOrganization = organization };
}
