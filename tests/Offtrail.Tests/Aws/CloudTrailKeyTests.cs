using CsCheck;
using Offtrail.Aws;

namespace Offtrail.Tests.Aws;

public sealed class CloudTrailKeyTests
{
    private static readonly Gen<string> s_part = OneOf("a", "", "o-", "AWSLogs", "CloudTrail", "logs 2026", "111122223333", "2026", "05", "eu-west-1", "ü");
    private static readonly Gen<string> s_account = Gen.Char['0', '9'].Array[12].Select(c => new string(c));
    private static readonly Gen<DateOnly> s_day = Gen.Int[0, 20_000].Select(d => new DateOnly(2000, 1, 1).AddDays(d));

    [Fact]
    public void A_key_of_the_layout_tells_account_region_and_day_whatever_stands_before_it() =>
        Gen.Select(s_part.Array[0, 4], Gen.Bool, s_account, OneOf("eu-west-1", "us-gov-east-1", "xx-new-9"), s_day, OneOf("CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight"))
            .Sample((before, ofOrganization, account, region, day, kind) =>
            {
                var prefix = string.Concat(before.Select(b => b + "/"));
                var key = FormattableString.Invariant($"{prefix}AWSLogs/{(ofOrganization ? "o-a1b2c3d4e5/" : "")}{account}/{kind}/{region}/{day:yyyy}/{day:MM}/{day:dd}/file.json.gz");
                CloudTrailKey.Of(key).ShouldBe(new CloudTrailKey(account, kind, region, day), key);
            });

    [Fact]
    public void Any_other_text_is_told_apart_and_never_fails() =>
        s_part.Array[0, 12].Select(p => string.Join('/', p)).Sample(key =>
        {
            if (CloudTrailKey.Of(key) is { } read) key.ShouldContain($"/{read.Account}/{read.Kind}/{read.Region}/{CloudTrailKey.Text(read.Day)}/");
        });

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/32/a.json.gz")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/20/")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/20/sub/a.json.gz")]
    [InlineData("AWSLogs/11112222333/CloudTrail/eu-west-1/2026/05/20/a.json.gz")]
    [InlineData("AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/05/20/a.log.gz")]
    [InlineData("awslogs/111122223333/CloudTrail/eu-west-1/2026/05/20/a.json.gz")]
    public void What_is_not_quite_the_layout_is_not_taken_for_it(string key) => CloudTrailKey.Of(key).ShouldBeNull();

    [Theory]
    [InlineData("CloudTrail", "111122223333", "eu-west-1", "2026-05-20", true)]
    [InlineData("CloudTrail-Digest", "111122223333", "eu-west-1", "2026-05-20", false)]
    [InlineData("CloudTrail", "999999999999", "eu-west-1", "2026-05-20", false)]
    [InlineData("CloudTrail", "111122223333", "us-east-1", "2026-05-20", false)]
    [InlineData("CloudTrail", "111122223333", "eu-west-1", "2026-05-18", false)]
    [InlineData("CloudTrail", "111122223333", "eu-west-1", "2026-05-19", true)]
    [InlineData("CloudTrail", "111122223333", "eu-west-1", "2026-05-21", true)]
    [InlineData("CloudTrail", "111122223333", "eu-west-1", "2026-05-22", false)]
    public void A_selection_takes_what_was_asked_and_both_its_days(string kind, string account, string region, string day, bool isTaken)
    {
        var selection = new ObjectSelection { Accounts = ["111122223333"], Regions = ["eu-west-1"], FromDay = new DateOnly(2026, 5, 19), ToDay = new DateOnly(2026, 5, 21) };
        var key = $"AWSLogs/{account}/{kind}/{region}/{day.Replace('-', '/')}/a.json.gz";
        selection.Takes(key, CloudTrailKey.Of(key)).ShouldBe(isTaken);
        selection.Takes("elsewhere/a.json.gz", null).ShouldBeFalse();
        new ObjectSelection().Takes("elsewhere/a.json.gz", null).ShouldBeTrue();
        new ObjectSelection { Prefix = "else/" }.Takes("elsewhere/a.json.gz", null).ShouldBeFalse();
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
