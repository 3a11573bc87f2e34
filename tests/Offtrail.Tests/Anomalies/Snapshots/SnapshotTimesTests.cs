using CsCheck;
using Offtrail.Anomalies;

namespace Offtrail.Tests.Anomalies.Snapshots;

public sealed class SnapshotTimesTests
{
    [Fact]
    public void A_first_run_notes_the_last_hour_and_some_midnights() =>
        SnapshotTimes.Of(long.MinValue, Made.May + (30 * Made.Day) + (5 * Made.Hour) + 7, TimeSpan.FromMinutes(15)).Select(t => (t - Made.May) / (double)Made.Day)
            .ShouldBe([15, 23, 27, 29, 30, 30 + (5 / 24.0)]);

    [Fact]
    public void Every_time_is_the_start_of_a_bucket_behind_the_start_and_complete() =>
        Gen.Select(Gen.Long[0, Made.May], Gen.Long[0, Made.May], Gen.Int[1, 1440]).Sample((from, complete, minutes) =>
        {
            var span = TimeSpan.FromMinutes(minutes);
            var times = SnapshotTimes.Of(from, complete, span);
            times.ShouldAllBe(t => t > from && t <= complete && t % (minutes * 60_000_000L) == 0);
            times.ShouldBe(times.Order());
        });

    [Fact]
    public void Kept_is_what_is_a_day_old_and_the_first_of_each_day_that_is_a_month_old()
    {
        var latest = Made.May + (5 * Made.Hour);
        long[] kept = [latest, latest - Made.Day, latest - (28 * Made.Hour), latest - (31 * Made.Day)];
        SnapshotTimes.Kept([.. kept, latest - (27 * Made.Hour), latest - (31 * Made.Day) + 1, latest - (31 * Made.Day) - 1]).ShouldBe(kept, ignoreOrder: true);
    }

    [Fact]
    public void A_service_keeps_those_of_a_day_by_the_hour_and_of_a_month_by_the_day()
    {
        var times = new List<long>();
        var last = long.MinValue;
        for (var quarter = 0; quarter < 60 * 96; quarter++)
        {
            var next = SnapshotTimes.Of(last, Made.May + (quarter * Made.Hour / 4), TimeSpan.FromHours(1));
            times.AddRange(next);
            if (next.Count > 0) last = next[^1];
            var kept = SnapshotTimes.Kept(times);
            times.RemoveAll(t => !kept.Contains(t));
        }

        var latest = times[^1];
        times.Count(t => latest - t < Made.Day).ShouldBe(24);
        times.Where(t => latest - t > Made.Day).ShouldAllBe(t => t % Made.Day == 0 && latest - t <= 31 * Made.Day);
        times.Count(t => latest - t > Made.Day).ShouldBeInRange(29, 31);
    }
}
