using CsCheck;
using Offtrail.Cli;
using Offtrail.Reports;

namespace Offtrail.Tests.Cli;

public sealed class TextTests
{
    [Theory]
    [InlineData("plain äöü 漢 😀", "plain äöü 漢 😀")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("a\r\nb\tc\0", "a\uFFFD\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("\u202Eevil\u200Bx\u2028y\u009b", "\uFFFDevil\uFFFDx\uFFFDy\uFFFD")]
    [InlineData("", "")]
    public void What_could_steer_a_terminal_is_replaced(string text, string plain) => PlainText.Of(text).ShouldBe(plain);

    [Fact]
    public void Plain_text_is_as_long_as_before_and_stays_as_it_is() =>
        Gen.String.Sample(text =>
        {
            var plain = PlainText.Of(text);
            plain.Length.ShouldBe(text.Length);
            plain.Any(char.IsControl).ShouldBeFalse();
            PlainText.Of(plain).ShouldBe(plain);
        }, iter: 2000, threads: 1);

    [Theory]
    [InlineData("2026-05-01", Made.May)]
    [InlineData("2026-05-01T08:30Z", Made.May + (17 * Made.Hour / 2))]
    [InlineData("2026-05-01T08:30", Made.May + (17 * Made.Hour / 2))]
    [InlineData("2026-05-01T08:30:00+02:00", Made.May + (13 * Made.Hour / 2))]
    [InlineData("2026-05-01 01:00", Made.May + Made.Hour)]
    public void A_moment_is_utc_unless_it_says_otherwise(string text, long micros) => CommonOptions.Moment(text, "--from").ShouldBe(micros);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("12:00")]
    [InlineData("2026")]
    [InlineData("2026-02-30")]
    [InlineData("now-2h")]
    [InlineData("05-01")]
    [InlineData("12:00-03:00")]
    public void What_is_no_moment_or_would_need_todays_date_is_refused(string text) =>
        Should.Throw<UsageException>(() => CommonOptions.Moment(text, "--from")).Message.ShouldBe($"--from \"{text}\" is no time; right would be 2026-05-01 or 2026-05-01T08:30Z");

    [Fact]
    public void No_moment_is_none() => CommonOptions.Moment(null, "--from").ShouldBeNull();

    [Fact]
    public void An_objects_label_is_its_account_region_and_day() =>
        ObjectLabel.Of("/b/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/05/01/x.json.gz").ShouldBe("111122223333 eu-west-1 2026-05-01");

    [Theory]
    [InlineData("/x/y.json")]
    [InlineData("CloudTrail/eu-west-1/2026/05/01/x")]
    [InlineData("")]
    public void Another_path_has_no_label(string key) => ObjectLabel.Of(key).ShouldBe("");

    [Fact]
    public void The_exit_codes_are_those_of_the_documentation() =>
        (ExitCodes.Done, ExitCodes.Failed, ExitCodes.Usage, ExitCodes.Alerts, ExitCodes.Interrupted).ShouldBe((0, 1, 2, 3, 130));
}
