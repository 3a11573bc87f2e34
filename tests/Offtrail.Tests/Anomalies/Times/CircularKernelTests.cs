using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

public sealed class CircularKernelTests
{
    private readonly CircularKernel _kernel = new(96, 4);

    [Fact]
    public void It_is_a_bell_around_the_circle_cut_off_at_four_deviations()
    {
        (_kernel.At(5, 6) / _kernel.At(5, 5)).ShouldBe(Math.Exp(-1 / 32.0), 1e-12);
        (_kernel.At(0, 88) / _kernel.At(0, 0)).ShouldBe(Math.Exp(-2), 1e-12);
        _kernel.At(88, 0).ShouldBe(_kernel.At(0, 88));
        _kernel.At(0, 16).ShouldBeGreaterThan(0);
        _kernel.At(0, 17).ShouldBe(0);
        _kernel.At(10, 90).ShouldBe(_kernel.At(0, 16));
    }

    [Fact]
    public void It_sums_to_1_and_smoothing_keeps_all_weight_where_it_was()
    {
        Enumerable.Range(0, 96).Sum(cell => _kernel.At(3, cell)).ShouldBe(1, 1e-12);
        var weights = new double[96];
        (weights[0], weights[50]) = (2, 3);
        var smooth = _kernel.Smooth(weights);
        for (var cell = 0; cell < 96; cell++) smooth[cell].ShouldBe((2 * _kernel.At(0, cell)) + (3 * _kernel.At(50, cell)), 1e-12);
    }
}
