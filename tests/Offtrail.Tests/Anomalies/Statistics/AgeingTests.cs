using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Statistics;

public sealed class AgeingTests
{
    [Fact]
    public void A_weight_doubles_every_half_life_from_the_first_bucket_on()
    {
        var ageing = new Ageing(TimeSpan.FromDays(2));
        ageing.Origin.ShouldBeNull();
        ageing.Weight(Made.May).ShouldBe(1, "before the first bucket");
        ageing.Advance(Made.May).ShouldBe(1);
        ageing.Origin.ShouldBe(Made.May);
        ageing.Weight(Made.May + (6 * Made.Day)).ShouldBe(8);
        ageing.Weight(Made.May - (2 * Made.Day)).ShouldBe(0.5);
    }

    [Theory]
    [InlineData(256, 0)]
    [InlineData(257, 1)]
    [InlineData(512, 1)]
    [InlineData(513, 2)]
    public void The_origin_moves_on_by_whole_steps_of_256_half_lives(int days, int steps)
    {
        var ageing = new Ageing(TimeSpan.FromDays(1));
        ageing.Advance(Made.May);
        ageing.Advance(Made.May + (days * Made.Day)).ShouldBe(Math.Pow(2, -256 * steps));
        ageing.Origin.ShouldBe(Made.May + (steps * 256 * Made.Day));
        ageing.Weight(Made.May + (days * Made.Day)).ShouldBe(Math.Pow(2, days - (256 * steps)));
    }
}
