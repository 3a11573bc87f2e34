using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline;

public sealed class NotedSnapshotsTests
{
    [Fact]
    public void When_states_are_too_large_together_the_earliest_times_go_and_the_latest_stays()
    {
        var noted = new NotedSnapshots([1, 2, 3]);
        foreach (var detector in new[] { 0, 1 }) foreach (var at in new long[] { 1, 2, 3 }) noted.Add(at, new SnapshotState(detector, "s", new byte[NotedSnapshots.MaxBytes / 4]));
        noted.ByTime.Keys.ShouldBe([2, 3]);
        noted.ByTime[3].Select(s => s.Detector).ShouldBe([0, 1]);
        noted.ByTime[2].Select(s => s.Detector).ShouldBe([0, 1]);
        noted.Add(3, new SnapshotState(2, "s", new byte[NotedSnapshots.MaxBytes]));
        noted.ByTime.Keys.ShouldBe([3]);
    }
}
