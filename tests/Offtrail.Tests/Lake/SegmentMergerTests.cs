using CsCheck;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

public sealed class SegmentMergerTests
{
    private static readonly string?[] s_identities = [null, "ana", "ben", "it's", "zoë", "d\"x"];

    /// <summary>All events are there, each identity's together and by time, whatever is sorted at once; an identity that is too much alone keeps the order of its segments.</summary>
    [Fact]
    public void Events_of_an_identity_lie_together_however_little_is_sorted_at_once() =>
        Gen.Select(Gen.Int[0, s_identities.Length - 1].Array[1, 40], Gen.Int[1, 5], Gen.OneOf(Gen.Const(1L), Gen.Const(300L), Gen.Const(900L), Gen.Const(1L << 20))).Sample((by, parts, most) =>
        {
            using var lake = new SmallLake();
            using var temp = new TempFolder();
            string[] records = [.. by.Select((identity, i) => Record(i, s_identities[identity]))];
            foreach (var part in records.Chunk((records.Length + parts - 1) / parts)) lake.Add(part);
            Segment merged;
            using (var merger = new SegmentMerger(lake.Folder, temp.Path) { MostToSort = most }) merged = merger.Merge(lake.Segments, "merged");
            Directory.GetFiles(temp.Path, "*.parquet").ShouldBeEmpty();
            var found = lake.Reader.Query($"SELECT {Sql.Name(EventColumn.EventId.Name())}, {Sql.Name(EventColumn.Identity.Name())}, epoch_us({Sql.Name(EventColumns.Timestamp)}) FROM {lake.Reader.From([merged])}")
                .Select(r => (Id: r.GetString(0), Identity: r.IsDBNull(1) ? null : r.GetString(1), Micros: r.GetInt64(2))).ToArray();
            found.Select(f => f.Id).Order(StringComparer.Ordinal).ShouldBe(by.Select((_, i) => $"e-{i:00}"));
            found.Select(f => f.Identity).Aggregate(new List<string?>(), (runs, identity) => runs.Count > 0 && runs[^1] == identity ? runs : [.. runs, identity]).ShouldBeUnique();
            if (most == 1 << 20) foreach (var identity in found.GroupBy(f => f.Identity)) identity.Select(f => f.Micros).ShouldBeInOrder();
        }, iter: 15, threads: 1);

    /// <summary>A record of some 250 bytes, the later the smaller its number.</summary>
    private static string Record(int i, string? identity)
    {
        var record = SmallLake.Record($"e-{i:00}", Made.May + ((1_000 - i) * 1_000_000L));
        return identity is null ? record : record.Replace("\"eventVersion\"", $"\"userIdentity\":{{\"type\":\"IAMUser\",\"arn\":{System.Text.Json.JsonSerializer.Serialize(identity)}}},\"eventVersion\"", StringComparison.Ordinal);
    }
}
