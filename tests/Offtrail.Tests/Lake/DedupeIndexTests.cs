using System.Text;
using CsCheck;
using Offtrail.Lake;

namespace Offtrail.Tests.Lake;

/// <summary>Exact whatever it drops: against a set of all ids that were ever added.</summary>
public sealed class DedupeIndexTests
{
    [Fact]
    public void It_says_new_exactly_once_for_each_id_of_a_partition_with_one_batch_open() => Check(workers: 1);

    [Fact]
    public void It_says_new_exactly_once_for_each_id_of_a_partition_with_three_batches_open() => Check(workers: 3);

    [Fact]
    public void A_day_that_an_open_batch_has_events_of_is_not_dropped_because_an_older_batch_wrote_to_it_later()
    {
        var partition = new PartitionKey("1", 1);
        var index = new DedupeIndex((_, _) => { }, maxIds: 0);
        index.TryAdd(partition, "a"u8, batch: 3).ShouldBeTrue();
        index.TryAdd(partition, "b"u8, batch: 2).ShouldBeTrue();
        index.Trim(committed: 2);
        index.TryAdd(partition, "a"u8, batch: 4).ShouldBeFalse("batch 3, which holds it, is still open");
    }

    [Fact]
    public void Ids_that_look_alike_are_told_apart()
    {
        string[] ids = ["0f53ed41-cf61-fcd3-aba1-19b50898308d", "0F53ED41-CF61-FCD3-ABA1-19B50898308D", "0f53ed41cf61fcd3aba119b50898308d", "0f53ed41-cf61-fcd3-aba1-19b50898308e", "a", "A", "a ", "{0f53ed41-cf61-fcd3-aba1-19b5089830}"];
        var index = new DedupeIndex((_, _) => { });
        foreach (var id in ids) index.TryAdd(new PartitionKey("1", 1), Encoding.UTF8.GetBytes(id), 1).ShouldBeTrue(id);
        foreach (var id in ids) index.TryAdd(new PartitionKey("1", 1), Encoding.UTF8.GetBytes(id), 1).ShouldBeFalse(id);
        index.TryAdd(new PartitionKey("1", 2), "a"u8, 1).ShouldBeTrue("another day");
        index.TryAdd(new PartitionKey("2", 1), "a"u8, 1).ShouldBeTrue("another account");
    }

    /// <summary>Workers add ids to their batches and commit them in any order; what is committed is what a dropped day is loaded from.</summary>
    private static void Check(int workers) =>
        Gen.Select(Gen.Int[0, workers - 1], Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            var committed = new Dictionary<PartitionKey, List<byte[]>>();
            var index = new DedupeIndex((p, onId) => committed.GetValueOrDefault(p, []).ForEach(id => onId(id)), maxIds: 8);
            var all = new HashSet<(PartitionKey, string)>();
            long last = 0;
            var open = Enumerable.Range(0, workers).Select(_ => (Number: ++last, Added: new List<(PartitionKey Partition, byte[] Id)>())).ToArray();
            foreach (var (worker, day, id, commit) in steps)
            {
                var partition = new PartitionKey("1", day);
                var bytes = Encoding.UTF8.GetBytes($"id{id}");
                var isNew = index.TryAdd(partition, bytes, open[worker].Number);
                isNew.ShouldBe(all.Add((partition, $"id{id}")));
                if (isNew) open[worker].Added.Add((partition, bytes));
                if (commit > 0) continue;
                foreach (var (p, i) in open[worker].Added)
                {
                    if (!committed.TryGetValue(p, out var ids)) committed.Add(p, ids = []);
                    ids.Add(i);
                }

                open[worker] = (0, []);
                var others = open.Where(o => o.Number > 0).Select(o => o.Number - 1);
                index.Trim(others.Append(last).Min());
                open[worker] = (++last, []);
            }
        }, iter: 500, threads: 1);
}
