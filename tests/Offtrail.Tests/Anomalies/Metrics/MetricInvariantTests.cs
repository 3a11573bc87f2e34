using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Metrics;

public sealed class MetricInvariantTests
{
    private static readonly MetricSettings s_settings = new(MetricKind.Measured, TimeSpan.FromHours(1), MetricSide.Both);

    [Fact]
    public void A_state_that_no_history_leads_to_is_refused()
    {
        var state = Learned();
        MetricModel.FromState(s_settings, state).CheckInvariants();
        new MetricModel(s_settings).CheckInvariants();
        MetricState[] broken =
        [
            state with { Buckets = -1 }, state with { Buckets = 0 }, state with { First = null }, state with { Origin = null }, state with { First = null, Origin = null },
            state with { Origin = state.First - 1 }, state with { LogUnit = 0 }, state with { LogUnit = -1 }, new MetricModel(s_settings).ToState() with { Buckets = 1 },
        ];
        foreach (var (wrong, i) in broken.Select((b, i) => (b, i))) Inconsistent(wrong, $"state {i}");
    }

    [Fact]
    public void One_wrong_number_of_one_view_is_enough()
    {
        var state = Learned();
        var view = state.Views[1];
        MetricViewState[] broken =
        [
            view with { Weights = With(view.Weights, -1) }, view with { Weights = With(view.Weights, double.PositiveInfinity) }, view with { Sums = With(view.Sums, double.NaN) },
            view with { Excess = With(view.Excess, double.NaN) }, view with { Basis = With(view.Basis, -1) }, view with { Basis = With(view.Basis, double.PositiveInfinity) },
            view with { Scores = With(view.Scores, double.NaN) }, view with { Resolution = -1 }, view with { Tails = [view.Tails[0], view.Tails[1], new TailCalibrationState(1, 2, 0)] },
        ];
        foreach (var (wrong, i) in broken.Select((b, i) => (b, i))) Inconsistent(state with { Views = [state.Views[0], wrong] }, $"view {i}");
    }

    [Fact]
    public void A_state_of_another_form_is_refused()
    {
        var state = Learned();
        var view = state.Views[1];
        MetricState[] others =
        [
            state with { Version = 2 }, state with { Views = [view] }, With(view with { Weights = new double[167] }), With(view with { Sums = new double[167] }), With(view with { Excess = new double[2] }),
            With(view with { Basis = new double[2] }), With(view with { Scores = new double[2] }), With(view with { Tails = [view.Tails[0]] }),
        ];
        foreach (var (other, i) in others.Select((o, i) => (o, i))) Should.Throw<ArgumentException>(() => MetricModel.FromState(s_settings, other), $"state {i}");
        Should.Throw<ArgumentException>(() => MetricModel.FromState(s_settings with { Kind = MetricKind.Counted }, state));

        MetricState With(MetricViewState wrong) => state with { Views = [state.Views[0], wrong] };
    }

    [Theory]
    [InlineData(0, 3 * 24)]
    [InlineData(-1, (3 * 24) - 1)]
    [InlineData(3_599_999_999, 3 * 24)]
    [InlineData(3_600_000_000, (3 * 24) + 1)]
    [InlineData(-3_600_000_000, (3 * 24) - 1)]
    [InlineData(-3_600_000_001, (3 * 24) - 2)]
    [InlineData(Made.May, 4 * 24)]
    [InlineData(Made.May + (3 * Made.Day), 0)]
    [InlineData(Made.May + (3 * Made.Day) - 1, 167)]
    public void The_first_hour_of_the_week_is_Mondays(long micros, int slot) => SlotSums.SlotOf(micros).ShouldBe(slot);

    [Fact]
    public void Sums_of_an_hour_are_those_of_its_seven_slots()
    {
        var sums = new SlotSums(new double[168], new double[168]);
        for (var slot = 0; slot < 168; slot++) sums.Add(slot, 1, slot);
        sums.OfHour(5).ShouldBe((7, (7 * 5) + (24 * 21)));
        sums.OfAll().ShouldBe((168, 167 * 84));
        sums.Multiply(2);
        sums.OfSlot(9).ShouldBe((2, 18));
    }

    private static MetricState Learned()
    {
        var model = new MetricModel(s_settings);
        for (var hour = 0; hour < 30; hour++) model.Learn(Made.May + (hour * Made.Hour), 5 + (hour % 7));
        return model.ToState();
    }

    private static void Inconsistent(MetricState state, string which) => Should.Throw<InvalidOperationException>(() => MetricModel.FromState(s_settings, state).CheckInvariants(), which);

    private static double[] With(double[] numbers, double wrong)
    {
        double[] changed = [.. numbers];
        changed[^1] = wrong;
        return changed;
    }
}
