using System.Globalization;
using System.Text;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

public sealed class EventTimeTests
{
    private static readonly Gen<DateTimeOffset> s_times = Gen.Long[DateTime.UnixEpoch.AddYears(-900).Ticks, DateTime.UnixEpoch.AddYears(900).Ticks]
        .Select(ticks => new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Any_time_in_the_forms_of_iso_8601_is_read_as_dotnet_reads_it() =>
        Gen.Select(s_times, OneOf("yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd"), Gen.Int[-14, 14])
            .Sample((time, format, offset) =>
            {
                var text = (format.EndsWith("zzz", StringComparison.Ordinal) ? time.ToOffset(TimeSpan.FromHours(offset)) : time).ToString(format, CultureInfo.InvariantCulture);
                EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var micros).ShouldBeTrue(text);
                micros.ShouldBe((DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).Ticks / 10, text);
            }, iter: 10_000, threads: 1);

    [Fact]
    public void A_text_with_one_wrong_character_is_read_as_dotnet_reads_it_or_not_at_all() =>
        Gen.Select(s_times, Gen.Int[0, 19], Gen.Char[' ', '~']).Sample((time, at, wrong) =>
        {
            var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture).ToCharArray();
            text[at] = wrong;
            if (!EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var micros)) return;
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expected).ShouldBeTrue(new string(text));
            micros.ShouldBe((expected - DateTimeOffset.UnixEpoch).Ticks / 10, new string(text));
        }, iter: 20_000, threads: 1);

    [Fact]
    public void Random_bytes_are_no_time() =>
        Gen.Byte.Array[0, 45].Sample(bytes => EventTime.TryParse(bytes, out _).ShouldBeFalse(), iter: 5_000, threads: 1);

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-05-01T24:00:00Z")]
    [InlineData("2026-05-01T00:60:00Z")]
    [InlineData("0000-05-01T00:00:00Z")]
    [InlineData("2026-05-+1T08:30:00Z")]
    [InlineData("+026-05-01T08:30:00Z")]
    [InlineData("2026-05-01T08:30:-0Z")]
    [InlineData("12:00")]
    public void What_is_no_time_is_refused(string text) => EventTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData("05-01")]
    [InlineData("12:00-03:00")]
    [InlineData("12:00 -03:00")]
    [InlineData("5/1")]
    public void What_would_need_todays_date_is_refused_since_only_the_clock_knows_it(string text) =>
        EventTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void The_bounds_are_the_years_2006_and_2100()
    {
        EventTime.Earliest.ShouldBe((new DateTime(2006, 1, 1) - DateTime.UnixEpoch).Ticks / 10);
        EventTime.End.ShouldBe((new DateTime(2100, 1, 1) - DateTime.UnixEpoch).Ticks / 10);
    }
}
