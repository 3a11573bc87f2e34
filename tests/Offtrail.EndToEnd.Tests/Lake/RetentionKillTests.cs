namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>Retention, killed again and again: the days are there as they were, or gone as one.</summary>
public sealed class RetentionKillTests
{
    private const string FirstKept = "2026-05-31";

    private readonly int _seed = Kills.Seed();

    [Fact]
    public async Task Retention_that_is_killed_at_any_instant_has_dropped_all_of_the_days_or_none()
    {
        using var lake = await SmallLake.MakeAsync();
        var work = lake.Work;
        var (disk, all, kept) = (new DataOnDisk(work.Data), lake.Origin.Content, LakeContent.From(lake.Origin.SegmentFiles, FirstKept));
        var killer = new Killer(work, new Random(_seed));
        string[] prune = ["lake", "prune", "--before", FirstKept, "--data", work.Data];
        await killer.MeasureAsync(prune);
        disk.ShouldBeTidy().Content.ShouldBe(kept);
        kept.Events.ShouldBeInRange(1, all.Events / 3);
        try
        {
            lake.Restore();
            for (int kills = Kills.Share(20), clean = 0; killer.Tally.Total < kills || clean == 0;)
            {
                var last = killer.Tally.Total >= kills;
                if (last) await killer.MeasureAsync(prune);
                if (last || await killer.KillAsync(prune) == Ending.Ended)
                {
                    clean++;
                    disk.ShouldBeTidy().Content.ShouldBe(kept);
                    disk.Prunings.ShouldBe(1);
                    (await work.RunAsync("ingest", work.Trail, "--data", work.Data)).ShouldExit(0).ShouldSay("0 objects");
                    (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
                    disk.ShouldBeTidy().Content.ShouldBe(kept);
                    lake.Restore();
                    continue;
                }

                disk.ShouldHoldTogether().Content.ShouldBe(disk.Prunings > 0 ? kept : all);
                (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
            }
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"retention, seed {_seed}: {killer.Tally}");
        }
    }
}
