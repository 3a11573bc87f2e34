using System.Text;
using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline;

/// <summary>A day that retention dropped does not come back with an object that is read again, and nothing else stays away.</summary>
public sealed class DroppedDayTests
{
    private const long Day = 24 * Made.Hour;
    private static readonly int s_may = PartitionKey.DayOf(Made.May);

    [Fact]
    public async Task Of_a_segment_that_was_set_apart_stays_dropped()
    {
        using var bench = new Workbench();
        var found = MemorySource.Object("a", SmallLake.Record("old", Made.May), SmallLake.Record("new", Made.May + Day));
        await bench.Ingest(found);
        SetApart(bench);
        Files(bench).Length.ShouldBe(2);
        bench.Prune(s_may + 1);
        Files(bench).Length.ShouldBe(1, "nobody waits for the events of the dropped day");
        var again = await bench.Ingest(found);
        (again.Stored, again.Duplicates).ShouldBe((1, 1));
        bench.Data.State.Manifest.All().ShouldHaveSingleItem().Day.ShouldBe(s_may + 1);
        bench.Data.State.Manifest.Damaged().ShouldBeEmpty();
        Files(bench).ShouldBeEmpty("all of its events are back");
        (await bench.Ingest(found)).Known.ShouldBe(1);
    }

    [Fact]
    public async Task Stays_dropped_when_its_object_is_read_a_third_time_or_has_grown()
    {
        using var bench = new Workbench();
        string[] records = [SmallLake.Record("old", Made.May), SmallLake.Record("new", Made.May + Day), SmallLake.Record("newer", Made.May + Day)];
        await bench.Ingest(MemorySource.Object("a", records[..2]));
        bench.Prune(s_may + 1);
        foreach (var version in new[] { "v2", "v3" })
        {
            bench.Clock.Advance(TimeSpan.FromHours(1));
            await bench.Ingest(MemorySource.Object("a", Encoding.UTF8.GetBytes($"[{string.Join(",", records)}]"), version: version));
            bench.Records().ShouldBe(records[1..].Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Of_one_account_says_nothing_about_another_and_nothing_about_an_object_that_comes_later()
    {
        using var bench = new Workbench();
        string[] records = [SmallLake.Record("a", Made.May, account: "111111111111"), SmallLake.Record("b", Made.May, account: "222222222222")];
        await bench.Ingest(MemorySource.Object("first", records));
        bench.Prune(s_may + 1, "111111111111");
        bench.Clock.Advance(TimeSpan.FromHours(1));
        var late = MemorySource.Object("late", SmallLake.Record("c", Made.May, account: "111111111111"));
        (await bench.Ingest(late)).Stored.ShouldBe(1);
        SetApart(bench);
        (await bench.Ingest(MemorySource.Object("first", records), late)).Stored.ShouldBe(2);
        bench.Records().Count.ShouldBe(2);
    }

    private static string[] Files(Workbench bench) => Directory.GetFiles(bench.Data.DamagedFolder);

    private static void SetApart(Workbench bench)
    {
        foreach (var segment in bench.Data.State.Manifest.All()) File.AppendAllText(bench.Data.Lake.PathOf(segment), "x");
        DamageCheck.Presence(bench.Data).ShouldNotBeEmpty();
    }
}
