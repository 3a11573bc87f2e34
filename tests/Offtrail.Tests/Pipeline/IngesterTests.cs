using System.Text;
using CsCheck;
using Offtrail.Lake;
using Offtrail.Pipeline;
using Offtrail.Sources;

namespace Offtrail.Tests.Pipeline;

/// <summary>Nothing lost: every record delivered is in the lake or in the quarantine, and the counts reconcile.</summary>
public sealed class IngesterTests
{
    [Fact]
    public Task The_lake_holds_each_event_once_whatever_the_threads_the_batches_and_the_faults() => Within.Seconds(90, () =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int, Gen.Int[1, 12]).Sample((threads, batch, seed, count) =>
        {
            using var bench = new Workbench();
            var (objects, delivered, whole) = Deliver(seed, count);
            var options = new IngestOptions { Threads = threads, BatchBytes = new[] { 1, 3000, 20_000, 32 << 20 }[batch] };
            var read = bench.Ingest(options, new MemorySource(objects)).GetAwaiter().GetResult();
            bench.Records().ShouldBe(whole.Order(StringComparer.Ordinal));
            read.Stored.ShouldBe(whole.Count);
            (read.Stored + read.Duplicates).ShouldBe(delivered);
            read.Records.ShouldBe(read.Stored + read.Duplicates + read.Quarantined);
            read.Objects.ShouldBe(objects.Count);
            bench.Data.State.Quarantine.List().Count(e => e.Rejection.IsRecord).ShouldBe((int)read.Quarantined);
            bench.Data.State.Manifest.All().Sum(s => s.Rows).ShouldBe(whole.Count);
        }, iter: 8, threads: 1));

    [Fact]
    public async Task An_index_of_ids_that_is_used_again_and_again_forgets_what_is_committed()
    {
        using var bench = new Workbench();
        var dedupe = new SharedDedupe(bench.Data);
        for (var i = 0; i < 3; i++)
        {
            var maker = new RecordMaker(i);
            await new Ingester(bench.Data, new IngestOptions { Threads = 2 }, bench.Clock) { Dedupe = dedupe }.RunAsync([new MemorySource([MemorySource.Object($"{i}", maker.Make(), maker.Make())])], TestContext.Current.CancellationToken);
            dedupe.OpenBatches.ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_second_run_reads_only_what_is_new()
    {
        using var bench = new Workbench();
        var maker = new RecordMaker(1);
        var (a, b) = (MemorySource.Object("a", maker.Make(), maker.Make()), MemorySource.Object("b", maker.Make()));
        await bench.Ingest(a);
        var second = await bench.Ingest(a, b);
        (second.Objects, second.Known, second.Stored, second.Duplicates).ShouldBe((1, 1, 1, 0));
        second.Bytes.ShouldBe(b.Size, "what had been read before is not read");
    }

    [Fact]
    public async Task An_object_that_failed_on_the_way_is_read_again_and_its_events_count_once()
    {
        using var bench = new Workbench();
        var records = new[] { new RecordMaker(1).Make(), new RecordMaker(2).Make(), new RecordMaker(3).Make() };
        var content = Encoding.UTF8.GetBytes($"[{string.Join(",", records)}]");
        var first = await bench.Ingest(MemorySource.Object("a", content[..(content.Length - 40)], new IOException("the network is down")));
        (first.Stored, first.Damaged, first.LostAnything).ShouldBe((2, 1, true));
        bench.Data.State.Quarantine.List().ShouldContain(e => e.Source == "a" && e.Rejection.Reason == "the network is down");
        var second = await bench.Ingest(MemorySource.Object("a", content));
        (second.Stored, second.Duplicates, second.Quarantined, second.LostAnything).ShouldBe((1, 2, 0, false));
        bench.Data.State.Quarantine.List().ShouldBeEmpty("what the first reading left is forgotten");
        bench.Records().ShouldBe(records.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_object_that_is_damaged_for_good_is_read_once()
    {
        using var bench = new Workbench();
        var gzip = Offtrail.Tests.Sources.GzipContentTests.Compress(Encoding.UTF8.GetBytes(new RecordMaker(1).Make()));
        var damaged = MemorySource.Object("a.gz", gzip[..^5]);
        (await bench.Ingest(damaged)).Damaged.ShouldBe(1);
        (await bench.Ingest(damaged)).Known.ShouldBe(1);
    }

    [Fact]
    public async Task An_object_that_vanishes_or_may_not_be_read_costs_no_other()
    {
        using var bench = new Workbench();
        var good = MemorySource.Object("z", new RecordMaker(1).Make());
        var read = await bench.Ingest(
            new SourceObject("gone", 5, "v1", () => throw new FileNotFoundException("x")), new SourceObject("secret", 5, "v1", () => throw new UnauthorizedAccessException("x")), good);
        (read.Stored, read.Damaged, read.Objects).ShouldBe((1, 2, 3));
        read.FirstQuarantined.Select(q => q.Rejection.Reason).ShouldBe(["vanished before it could be read", "may not be read: permission is missing"]);
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(1_000_000)]
    public async Task A_gzip_with_one_document_larger_than_the_buffer_is_read(int size)
    {
        using var bench = new Workbench();
        var random = new Random(1);
        var padding = string.Concat(Enumerable.Range(0, size / 8).Select(_ => random.Next().ToString("x8", System.Globalization.CultureInfo.InvariantCulture)));
        var record = SmallLake.Record("a", Made.May, padding);
        var read = await bench.Ingest(MemorySource.Object("big.gz", Offtrail.Tests.Sources.GzipContentTests.Compress(Encoding.UTF8.GetBytes(record))));
        (read.Stored, read.Damaged, read.CutValues).ShouldBe((1, 0, 1));
    }

    [Fact]
    public async Task A_lake_that_can_not_be_written_ends_the_run_and_marks_no_object()
    {
        using var bench = new Workbench();
        File.WriteAllText(Path.Combine(bench.Data.Lake.Root, "account=111122223333"), "a file in the way");
        var found = MemorySource.Object("a", SmallLake.Record("a", Made.May));
        await Should.ThrowAsync<LakeException>(() => bench.Ingest(new IngestOptions { Threads = 2 }, new MemorySource(found)));
        bench.Data.State.Ledger.Contains("a", "v1").ShouldBeFalse();
        File.Delete(Path.Combine(bench.Data.Lake.Root, "account=111122223333"));
        (await bench.Ingest(found)).Stored.ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_do_not_write_to_one_folder()
    {
        using var bench = new Workbench();
        Should.Throw<IOException>(() => DataFolder.OpenForWriting(bench.Data.Root)).Message.ShouldContain("in use by another offtrail");
        using var reading = DataFolder.OpenForReading(bench.Data.Root);
        reading.State.Alerts.List().ShouldBeEmpty();
        await Task.CompletedTask;
    }

    /// <summary>Objects in which some events come twice, some break off behind a whole record, and some fail.</summary>
    private static (List<SourceObject> Objects, long Delivered, HashSet<string> Whole) Deliver(int seed, int count)
    {
        var random = new Random(seed);
        var maker = new RecordMaker(seed);
        var all = new List<string>();
        var objects = new List<SourceObject>();
        long delivered = 0;
        for (var i = 0; i < count; i++)
        {
            string[] records = [.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => all.Count > 0 && random.Next(4) == 0 ? all[random.Next(all.Count)] : maker.Make())];
            all.AddRange(records);
            delivered += records.Length;
            var text = Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(",", records)}");
            Exception? failure = random.Next(3) switch { 0 => new IOException("gone"), 1 => new InvalidDataException("damaged"), _ => null };
            objects.Add(MemorySource.Object($"object{i}", failure is null ? [.. text, .. "]}"u8] : text, failure));
        }

        return (objects, delivered, [.. all]);
    }
}
