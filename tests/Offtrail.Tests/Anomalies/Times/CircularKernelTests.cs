using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Times;

public sealed class CircularKernelTests
{
    private static readonly CircularKernel s_kernel = new(96, 4);

    [Fact]
    public void It_is_a_bell_around_the_circle_cut_off_at_four_deviations()
    {
        (s_kernel.At(5, 6) / s_kernel.At(5, 5)).ShouldBe(Math.Exp(-1 / 32.0), 1e-12);
        (s_kernel.At(0, 88) / s_kernel.At(0, 0)).ShouldBe(Math.Exp(-2), 1e-12);
        s_kernel.At(88, 0).ShouldBe(s_kernel.At(0, 88));
        s_kernel.At(0, 16).ShouldBeGreaterThan(0);
        s_kernel.At(0, 17).ShouldBe(0);
        s_kernel.At(10, 90).ShouldBe(s_kernel.At(0, 16));
    }

    [Fact]
    public void It_sums_to_1_and_smoothing_keeps_all_weight_where_it_was()
    {
        Enumerable.Range(0, 96).Sum(cell => s_kernel.At(3, cell)).ShouldBe(1, 1e-12);
        var weights = new double[96];
        (weights[0], weights[50]) = (2, 3);
        var smooth = s_kernel.Smooth(weights);
        for (var cell = 0; cell < 96; cell++) smooth[cell].ShouldBe((2 * s_kernel.At(0, cell)) + (3 * s_kernel.At(50, cell)), 1e-12);
    }
}
