using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies;

public sealed class DurationTests
{
    [Fact]
    public void A_length_of_time_written_and_read_is_the_same() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 3]).Sample((number, unit) =>
        {
            var time = TimeSpan.FromSeconds((long)(number / new[] { 1, 60, 3600, 86_400 }[unit]) * new[] { 1, 60, 3600, 86_400 }[unit]);
            Durations.TryParse(Durations.Text(time), out var read).ShouldBeTrue();
            read.ShouldBe(time);
        }, iter: 5000, threads: 1);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("30d", 2_592_000)]
    [InlineData("0d", 0)]
    public void A_number_with_a_unit_is_a_time(string text, int seconds)
    {
        Durations.TryParse(text, out var time).ShouldBeTrue();
        time.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("+5m")]
    [InlineData("1.5h")]
    [InlineData(" 5m")]
    [InlineData("5 m")]
    [InlineData("5w")]
    [InlineData("5M")]
    [InlineData("1,000s")]
    [InlineData("99999999999s")]
    [InlineData("2147483647d")]
    public void Anything_else_is_none(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(7200, "2h")]
    [InlineData(86_400, "1d")]
    [InlineData(90, "90s")]
    [InlineData(5400, "90m")]
    public void The_largest_unit_that_fits_is_written(int seconds, string text) => Durations.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
