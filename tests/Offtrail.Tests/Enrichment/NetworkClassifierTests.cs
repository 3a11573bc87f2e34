using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

public sealed class NetworkClassifierTests
{
    [Theory]
    [InlineData("10.0.0.1", "private")]
    [InlineData("172.15.255.255", "public")]
    [InlineData("172.16.0.0", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("172.32.0.0", "public")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("169.254.169.254", "link_local")]
    [InlineData("100.63.255.255", "public")]
    [InlineData("100.64.0.0", "shared")]
    [InlineData("100.127.255.255", "shared")]
    [InlineData("100.128.0.0", "public")]
    [InlineData("192.0.2.10", "documentation")]
    [InlineData("198.51.100.7", "documentation")]
    [InlineData("203.0.113.250", "documentation")]
    [InlineData("233.252.0.1", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("239.255.255.255", "multicast")]
    [InlineData("240.0.0.1", "reserved")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("0.0.0.0", "reserved")]
    [InlineData("198.18.0.1", "reserved")]
    [InlineData("8.8.8.8", "public")]
    [InlineData("223.255.255.255", "public")]
    [InlineData("::", "reserved")]
    [InlineData("::1", "loopback")]
    [InlineData("::2", "reserved")]
    [InlineData("fc00::1", "private")]
    [InlineData("fdff:ffff::1", "private")]
    [InlineData("64:ff9b:1::1", "private")]
    [InlineData("64:ff9b::808:808", "public")]
    [InlineData("fe80::1", "link_local")]
    [InlineData("fec0::1", "reserved")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("3fff:fff::1", "documentation")]
    [InlineData("2600:1f70::1", "public")]
    [InlineData("2A01:4F8::1", "public")]
    [InlineData("4000::1", "reserved")]
    [InlineData("100::1", "reserved")]
    [InlineData("::ffff:10.1.2.3", "private")]
    [InlineData("::ffff:8.8.8.8", "public")]
    [InlineData("::ffff:7f00:1", "loopback")]
    [InlineData("ec2.amazonaws.com", "aws_service")]
    [InlineData("EC2.AmazonAWS.com", "aws_service")]
    [InlineData("ec2.amazonaws.com.cn", "aws_service")]
    [InlineData("delivery.logs.amazonaws.com", "aws_service")]
    [InlineData("AWS Internal", "aws_service")]
    [InlineData("aws internal", "aws_service")]
    public void Every_kind_of_source_has_its_class(string source, string networkClass) => Classify(source).ShouldBe(networkClass);

    [Theory]
    [InlineData("")]
    [InlineData("REDACTED")]
    [InlineData("***")]
    [InlineData("host.example.com")]
    [InlineData("amazonaws.com")]
    [InlineData(".amazonaws.com")]
    [InlineData("..amazonaws.com")]
    [InlineData("ec2.amazonaws.com.example.com")]
    [InlineData("evil amazonaws.com")]
    [InlineData("127.1")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("1..2.3")]
    [InlineData("1.2.3.")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.1:443")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1234")]
    public void What_is_no_address_and_no_service_has_none(string source) => Classify(source).ShouldBe("none");

    [Fact]
    public void Addresses_of_the_file_are_ec2_if_any_prefix_says_so_and_else_aws()
    {
        using var folder = new TempFolder();
        var file = folder.Write("ip-ranges.json", """
            { "syncToken": "1", "createDate": "2026-05-01-08-30-00",
              "prefixes": [ { "ip_prefix": "3.0.0.0/8", "region": "us-east-1", "service": "AMAZON", "network_border_group": "us-east-1" },
                            { "ip_prefix": "3.80.0.0/12", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1" },
                            { "ip_prefix": "10.0.0.0/8", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1" } ],
              "ipv6_prefixes": [ { "ipv6_prefix": "2600:1f00::/24", "region": "us-east-1", "service": "AMAZON", "network_border_group": "us-east-1" },
                                 { "ipv6_prefix": "2600:1f70::/32", "region": "us-east-1", "service": "EC2", "network_border_group": "us-east-1" } ] }
            """);
        var ranges = AwsRanges.Load(file);
        (ranges.PrefixCount, ranges.Created).ShouldBe((5, new DateTimeOffset(2026, 5, 1, 8, 30, 0, TimeSpan.Zero)));
        var classifier = new NetworkClassifier(ranges);
        string Of(string source) => classifier.Classify(Utf8.Of(source)).Text();
        new[] { "3.81.0.1", "3.79.255.255", "3.80.0.0", "3.95.255.255", "3.96.0.0", "4.0.0.0", "2.255.255.255", "::ffff:3.81.0.1", "2600:1f70::1", "2600:1f00::1", "2600:2000::1", "10.0.0.1", "ec2.amazonaws.com" }.Select(Of)
            .ShouldBe(["ec2", "aws", "ec2", "ec2", "aws", "public", "public", "ec2", "ec2", "aws", "public", "private", "aws_service"]);
    }

    [Fact]
    public void Without_a_file_there_is_neither_ec2_nor_aws() => Classify("3.81.0.1").ShouldBe("public");

    private static string Classify(string source) => new NetworkClassifier().Classify(Utf8.Of(source)).Text();
}
