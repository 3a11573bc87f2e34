namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>Compaction, killed again and again: at every moment each event is there once.</summary>
public sealed class CompactionKillTests
{
    private readonly int _seed = Kills.Seed();

    [Fact]
    public async Task Compaction_that_is_killed_at_any_instant_changes_no_event()
    {
        using var lake = await SmallLake.MakeAsync();
        var work = lake.Work;
        var (disk, expected) = (new DataOnDisk(work.Data), lake.Origin.Content);
        var killer = new Killer(work, new Random(_seed));
        string[] compact = ["lake", "compact", "--target-size", "1", "--data", work.Data];
        await killer.MeasureAsync(compact);
        var segments = disk.ShouldBeTidy().Manifest.Count;
        segments.ShouldBeLessThan(lake.Origin.Manifest.Count / 2, "there must be something to merge");
        try
        {
            lake.Restore();
            for (int kills = Kills.Share(30), clean = 0; killer.Tally.Total < kills || clean == 0;)
            {
                var last = killer.Tally.Total >= kills;
                if (last) await killer.MeasureAsync(compact);
                if (last || await killer.KillAsync(compact) == Ending.Ended)
                {
                    clean++;
                    disk.ShouldBeTidy().Content.ShouldBe(expected);
                    disk.Manifest.Count.ShouldBe(segments);
                    (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
                    lake.Restore();
                    continue;
                }

                disk.ShouldHoldTogether().Content.ShouldBe(expected);
                (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
            }
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"compaction, seed {_seed}: {killer.Tally}");
        }
    }
}
