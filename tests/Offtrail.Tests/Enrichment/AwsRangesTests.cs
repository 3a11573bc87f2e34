using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

public sealed class AwsRangesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ \"prefixes\": [", ":1:16: is not valid JSON")]
    [InlineData("[]", "has neither \"prefixes\" nor \"ipv6_prefixes\"")]
    [InlineData("{ \"Records\": [] }", "has neither \"prefixes\" nor \"ipv6_prefixes\"")]
    [InlineData("{ \"prefixes\": {} }", "\"prefixes\" is no list")]
    [InlineData("{ \"prefixes\": [ { \"ip_prefix\": \"3.0.0.0/8\", \"service\": \"EC2\" }, { \"ip_prefix\": \"3.0.0.0/99\", \"service\": \"EC2\" } ] }", "prefixes[1].ip_prefix \"3.0.0.0/99\" is no network; right would be \"3.5.140.0/22\"")]
    [InlineData("{ \"prefixes\": [ { \"ip_prefix\": \"2600::/32\", \"service\": \"EC2\" } ] }", "prefixes[0].ip_prefix \"2600::/32\" is no network")]
    [InlineData("{ \"prefixes\": [ { \"ip_prefix\": \"3.0.0.0\", \"service\": \"EC2\" } ] }", "prefixes[0].ip_prefix \"3.0.0.0\" is no network")]
    [InlineData("{ \"prefixes\": [ { \"service\": \"EC2\" } ] }", "prefixes[0].ip_prefix is missing")]
    [InlineData("{ \"prefixes\": [ 3 ] }", "prefixes[0] has no \"service\"")]
    [InlineData("{ \"ipv6_prefixes\": [ { \"ipv6_prefix\": \"3.0.0.0/8\", \"service\": \"EC2\" } ] }", "ipv6_prefixes[0].ipv6_prefix \"3.0.0.0/8\" is no network; right would be \"2600:1f70::/32\"")]
    [InlineData("{ \"prefixes\": [], \"createDate\": \"yesterday\" }", "createDate \"yesterday\" is no time")]
    [InlineData("{ \"prefixes\": [], \"createDate\": 5 }", "createDate is no text")]
    [InlineData("{ \"prefixes\": [ { \"service\": \"\\ud800\" } ] }", "half a character")]
    public void A_file_of_another_form_is_refused_with_its_name_the_place_and_what_would_be_right(string content, string problem)
    {
        var file = _folder.Write("ranges.json", content);
        var message = Should.Throw<EnrichmentException>(() => AwsRanges.Load(file)).Message;
        message.ShouldStartWith(file + ":");
        message.ShouldContain(problem);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_as_such()
    {
        Should.Throw<EnrichmentException>(() => AwsRanges.Load(_folder.Of("none.json"))).Message.ShouldContain("there is no such file");
        Should.Throw<EnrichmentException>(() => AwsRanges.Load(_folder.Path)).Message.ShouldContain("can't be read");
    }

    [Fact]
    public void A_file_may_lack_one_of_the_lists_and_the_date()
    {
        var ranges = AwsRanges.Load(_folder.Write("v6.json", "{ \"ipv6_prefixes\": [ { \"ipv6_prefix\": \"2600:1f70::/32\", \"service\": \"ec2\" } ] }"));
        (ranges.PrefixCount, ranges.Created).ShouldBe((1, null));
        new NetworkClassifier(ranges).Classify("2600:1f70::1"u8).ShouldBe(NetworkClass.Ec2);
    }

    [Fact]
    public void Whatever_bytes_a_file_holds_only_the_documented_exception_comes() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var file = _folder.Write("random.json", bytes);
            Should.Throw<EnrichmentException>(() => AwsRanges.Load(file));
        }, iter: 300, threads: 1);
}
