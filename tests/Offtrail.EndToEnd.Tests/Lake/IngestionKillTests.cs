namespace Offtrail.EndToEnd.Tests.Lake;

/// <summary>Ingestion, killed again and again: after each kill the lake holds together, and in the end it holds the input, each event once.</summary>
public sealed class IngestionKillTests
{
    private readonly int _seed = Kills.Seed();

    [Fact]
    public async Task Ingestion_that_is_killed_at_any_instant_loses_nothing_and_doubles_nothing()
    {
        using var work = new Workspace();
        var trail = KillTrail.Heavy(work);
        var disk = new DataOnDisk(work.Data);
        var killer = new Killer(work, new Random(_seed));
        string[] ingest = ["ingest", work.Trail, "--data", work.Data];
        await killer.MeasureAsync(ingest);
        var expected = await ShouldHoldTheInputAsync(work, trail);
        try
        {
            var clean = 0;
            for (var kills = Kills.Share(50); killer.Tally.Total < kills || clean == 0;)
            {
                if (clean == 0 && killer.Tally.Total >= kills) await killer.MeasureAsync(ingest);
                else if (await killer.KillAsync(ingest) != Ending.Ended)
                {
                    await ShouldHoldTogetherAsync(work, trail);
                    continue;
                }

                clean++;
                disk.ShouldBeTidy().Content.ShouldBe(expected);
                disk.QuarantineEntries.ShouldBe(1);
                disk.WholeObjects.Order(StringComparer.Ordinal).ShouldBe(trail.Objects.Keys.Order(StringComparer.Ordinal));
                (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
                (await work.RunAsync(ingest)).ShouldSay("Records     0 read");
                if (killer.Tally.Total < kills) Directory.Delete(work.Data, recursive: true);
            }

            await work.RunAsync(ingest); // the last kill may have left something to read
            await ShouldHoldTheInputAsync(work, trail);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"ingestion, seed {_seed}: {killer.Tally}");
        }
    }

    private static async Task ShouldHoldTogetherAsync(Workspace work, KillTrail trail)
    {
        var disk = new DataOnDisk(work.Data).ShouldHoldTogether();
        var ids = LakeContent.Ids(disk.SegmentFiles);
        ids.ShouldBeSubsetOf(trail.Records.Keys);
        var whole = disk.WholeObjects.ToHashSet(StringComparer.Ordinal);
        var toBeRead = trail.Objects.Where(o => !whole.Contains(o.Key)).SelectMany(o => o.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var key in whole) trail.Objects[key].ShouldAllBe(id => ids.Contains(id) || toBeRead.Contains(id), $"{key} will not be read again, and something of it is nowhere");
        if (disk.HasState) (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
    }

    /// <summary>The records that the program gives back are, byte for byte, those that were delivered.</summary>
    private static async Task<LakeContent> ShouldHoldTheInputAsync(Workspace work, KillTrail trail)
    {
        var raw = Path.Combine(work.Root, "raw.ndjson");
        (await work.RunAsync("events", "--format", "raw", "--limit", "0", "--out", raw, "--data", work.Data)).ShouldExit(0);
        var records = File.ReadLines(raw).Order(StringComparer.Ordinal);
        records.SequenceEqual(trail.Records.Values.Order(StringComparer.Ordinal), StringComparer.Ordinal).ShouldBeTrue("the lake holds the input");
        File.Delete(raw);
        return new DataOnDisk(work.Data).Content;
    }
}
