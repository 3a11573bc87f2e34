using CsCheck;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>What comes every week or month is planned.</summary>
public sealed class CadenceTests
{
    [Theory]
    [InlineData("every 7 days", new long[] { 3, 10, 17, 24 })]
    [InlineData("every 7 days", new long[] { 3, 10, 11, 17, 24, 31 })] // a night's work reaches into the next day
    [InlineData("every 7 days", new long[] { 3, 10, 18, 25, 32 })] // a day late once
    [InlineData("every month", new long[] { 0, 31, 59, 90, 120 })]
    [InlineData("every 2 days", new long[] { 0, 2, 4, 6 })]
    [InlineData(null, new long[] { 3, 10, 17 })] // three visits may be chance
    [InlineData(null, new long[] { 0, 2, 5, 7, 9 })]
    [InlineData(null, new long[] { 1, 2, 3, 4, 5, 6, 7 })] // daily work has no gaps
    [InlineData(null, new long[] { 3, 10, 30, 37 })]
    [InlineData(null, new long[0])]
    public void Is_told_by_its_gaps(string? cadence, long[] days) => Cadence.Of(days).ShouldBe(cadence);

    [Fact]
    public void Any_steady_gap_of_two_days_and_more_is_found() =>
        Gen.Select(Gen.Long[2, 27], Gen.Int[4, 20], Gen.Long[0, 20_000]).Sample((gap, visits, first) =>
            Cadence.Of(Enumerable.Range(0, visits).Select(i => first + (i * gap))) == $"every {gap} days");

    [Fact]
    public void One_visit_far_out_of_step_ends_it() =>
        Gen.Select(Gen.Long[6, 27], Gen.Int[6, 20]).Sample((gap, visits) =>
            Cadence.Of(Enumerable.Range(0, visits).Select(i => (i * gap) + (i == visits / 2 ? 3 : 0))) is null);
}
