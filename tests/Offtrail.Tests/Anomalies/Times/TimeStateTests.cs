using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

public sealed class TimeStateTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData((int)(23.25 * 3600), (23 * 3600) + 900)]
    [InlineData(-1, 86_400 - 900)]
    [InlineData(-3600, 23 * 3600)]
    [InlineData(-86_400, 0)]
    public void A_day_has_96_quarters_also_before_1970(int seconds, int quarter) => Busiest(TimeCycle.Day, seconds * 1_000_000L).ShouldBe(quarter);

    [Theory]
    [InlineData(0, 3 * 24)]
    [InlineData(-1, (3 * 24) - 1)]
    [InlineData(-3 * 24 * 3600, 0)]
    [InlineData(4 * 24 * 3600, 0)]
    [InlineData((4 * 24 * 3600) - 1, 167)]
    public void A_week_has_168_hours_from_Monday_on_also_before_1970(int seconds, int hour) => Busiest(TimeCycle.Week, seconds * 1_000_000L).ShouldBe(hour * 3600);

    [Fact]
    public void A_microsecond_before_midnight_is_the_last_quarter() => Busiest(TimeCycle.Day, -1).ShouldBe(86_400 - 900);

    [Fact]
    public void What_no_history_leads_to_is_refused()
    {
        var settings = new TimeSettings(TimeCycle.Day);
        var model = new TimeModel(settings);
        model.CheckInvariants();
        model.Learn(Made.May);
        model.Learn(Made.May + Made.Hour);
        var state = model.ToState();
        TimeModel.FromState(settings, state).CheckInvariants();
        TimeState[] broken =
        [
            state with { Buckets = -1 }, state with { Buckets = 0 }, state with { Buckets = 1 }, state with { First = null }, state with { Origin = null },
            state with { First = null, Origin = null }, state with { Origin = state.First - 1 }, new TimeModel(settings).ToState() with { Buckets = 1 },
            state with { Cells = With(state.Cells, -1) }, state with { Cells = With(state.Cells, double.PositiveInfinity) }, state with { Squares = With(state.Squares, double.NaN) },
            state with { Squares = With(state.Squares, -1) },
        ];
        foreach (var (wrong, i) in broken.Select((b, i) => (b, i))) Should.Throw<InvalidOperationException>(() => TimeModel.FromState(settings, wrong).CheckInvariants(), $"state {i}");
        Should.Throw<ArgumentException>(() => TimeModel.FromState(settings, state with { Cells = new double[95] }));
        Should.Throw<ArgumentException>(() => TimeModel.FromState(settings, state with { Squares = new double[95] }));
    }

    private static double Busiest(TimeCycle cycle, long bucket)
    {
        var model = new TimeModel(new TimeSettings(cycle));
        model.Learn(bucket);
        return model.Judge(bucket).Typical;
    }

    private static double[] With(double[] cells, double wrong)
    {
        double[] changed = [.. cells];
        changed[50] = wrong;
        return changed;
    }
}
