using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Delivery;

public sealed class BackoffTests
{
    [Fact]
    public void Doubles_from_ten_seconds_to_an_hour_of_which_it_takes_between_half_and_all()
    {
        foreach (var (failures, whole) in new[] { (1, 10), (2, 20), (3, 40), (9, 2560), (10, 3600), (60, 3600), (5000, 3600) })
            foreach (var key in new[] { "a", "b", "c" })
                Backoff.After(key, failures).TotalSeconds.ShouldBeInRange(whole * 0.5, whole);
    }

    [Fact]
    public void Is_the_same_for_the_same_and_spread_over_the_others()
    {
        var waits = Enumerable.Range(0, 1000).Select(i => Backoff.After($"key{i}", 1).TotalSeconds).ToArray();
        waits.ShouldBe(Enumerable.Range(0, 1000).Select(i => Backoff.After($"key{i}", 1).TotalSeconds));
        waits.Average().ShouldBe(7.5, 0.2);
        waits.Distinct().Count().ShouldBeGreaterThan(990);
        Backoff.After("key", 60).ShouldNotBe(Backoff.After("key", 61));
    }
}
