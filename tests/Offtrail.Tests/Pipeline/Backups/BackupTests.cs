using Offtrail.Pipeline;

namespace Offtrail.Tests.Pipeline.Backups;

public sealed class BackupTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly TempFolder _temp = new();

    public static TheoryData<string> Places => ["folder", "archive.tar"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_is_restored_is_what_was_backed_up(string name)
    {
        await FillAsync("a");
        File.WriteAllText(Path.Combine(_bench.Data.Root, "disabled.yaml"), "disabled: []\n");
        Directory.CreateDirectory(Path.Combine(_bench.Data.Root, "rules"));
        File.WriteAllText(Path.Combine(_bench.Data.Root, "rules", "note.txt"), "mine");
        var (records, segments) = (_bench.Records(), _bench.Data.State.Manifest.All());
        var made = Run(name);
        made.Damaged.ShouldBeEmpty();
        made.Index.Events.ShouldBe(records.Count);
        await FillAsync("b"); // what comes later is not in it

        var back = Restore.Run(_temp.Of(name), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken);
        back.Damaged.ShouldBeEmpty();
        File.ReadAllText(_temp.Of("again", "rules", "note.txt")).ShouldBe("mine");
        File.ReadAllText(_temp.Of("again", "disabled.yaml")).ShouldBe("disabled: []\n");
        using var again = DataFolder.OpenForWriting(_temp.Of("again"));
        again.FoundDamaged.ShouldBeEmpty();
        again.State.Manifest.All().ShouldBe(segments);
        again.Lake.Files().Order(StringComparer.Ordinal).ShouldBe(segments.Select(s => s.Path).Order(StringComparer.Ordinal));
        foreach (var segment in segments) DamageCheck.Compare(again, segment).ShouldBeNull();
    }

    [Fact]
    public async Task The_next_backup_to_a_folder_adds_what_is_new_and_drops_what_is_gone()
    {
        await FillAsync("a");
        var first = Run("folder");
        first.Added.ShouldBe(first.Index.Segments);
        await FillAsync("b");
        var second = Run("folder");
        second.Added.ShouldBe(second.Index.Segments - first.Index.Segments);
        new Compaction(_bench.Data).Run((_, _) => { }, TestContext.Current.CancellationToken).Before.ShouldBeGreaterThan(0);
        var third = Run("folder");
        Directory.GetFiles(_temp.Of("folder", "lake"), "*", SearchOption.AllDirectories).Length.ShouldBe(third.Index.Segments);
        Directory.GetDirectories(_temp.Of("folder"), "state-*").ShouldHaveSingleItem();
        Restore.Run(_temp.Of("folder"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken).Damaged.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_that_is_broken_off_leaves_the_one_before()
    {
        await FillAsync("a");
        var before = Run("folder");
        await FillAsync("b");
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Run("folder", (_, _) => stop.Cancel(), stop.Token));
        Restore.Run(_temp.Of("folder"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken).Index.ShouldBeEquivalentTo(before.Index);
        Run("folder").Damaged.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_segment_that_is_damaged_stays_out_and_is_named_and_the_rest_is_kept(string name)
    {
        await FillAsync("a");
        await FillAsync("b");
        var segment = _bench.Data.State.Manifest.All()[0];
        Spoil(_bench.Data.Lake.PathOf(segment));
        Run(name).Damaged.Select(d => d.Segment).ShouldBe([segment]);
        var back = Restore.Run(_temp.Of(name), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken);
        back.Damaged.Select(d => d.Segment).ShouldBe([segment]);
        using var again = DataFolder.OpenForWriting(_temp.Of("again"));
        again.FoundDamaged.Select(d => d.Segment).ShouldBe([segment]);
        again.State.Manifest.All().Count.ShouldBe(back.Index.Segments - 1);
    }

    [Fact]
    public async Task A_segment_that_was_damaged_in_the_backup_is_not_restored()
    {
        await FillAsync("a");
        Run("folder");
        var segment = _bench.Data.State.Manifest.All()[0];
        var file = _temp.Of("folder", "lake", segment.Path);
        File.WriteAllBytes(file + ".copy", File.ReadAllBytes(file)); // the backup's own, and not the lake's second name
        File.Move(file + ".copy", file, overwrite: true);
        Spoil(file);
        Restore.Run(_temp.Of("folder"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken).Damaged.Select(d => d.Segment).ShouldBe([segment]);
        File.Exists(_temp.Of("again", "lake", segment.Path)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task An_archive_that_is_cut_short_is_refused_and_leaves_nothing(double part)
    {
        await FillAsync("a");
        Run("archive.tar");
        using (var file = new FileStream(_temp.Of("archive.tar"), FileMode.Open)) file.SetLength((long)(file.Length * part));
        if (part > 0.99 && IsWhole()) return; // a tar ends in empty blocks
        Should.Throw<IOException>(() => Restore.Run(_temp.Of("archive.tar"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken));
        Directory.GetFileSystemEntries(_temp.Of("again")).ShouldBeEmpty();

        bool IsWhole() => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_temp.Of("archive.tar"))).Contains("\"form\": 1", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_not_as_it_was_written_is_refused_and_leaves_nothing()
    {
        await FillAsync("a");
        var made = Run("folder");
        Spoil(_temp.Of("folder", made.Index.Folder, "state.db"));
        Should.Throw<IOException>(() => Restore.Run(_temp.Of("folder"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("state.db is not as it was written");
        Directory.GetFileSystemEntries(_temp.Of("again")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_not_restored_to()
    {
        await FillAsync("a");
        Run("folder");
        Should.Throw<IOException>(() => Restore.Run(_temp.Of("folder"), _bench.Data.Root, _ => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("is not empty");
        _temp.Write("mine/file", "x");
        Should.Throw<IOException>(() => Restore.Run(_temp.Of("folder"), _temp.Of("mine"), _ => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("is not empty");
        File.Exists(_temp.Of("mine", "file")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_with_something_else_is_not_backed_up_to()
    {
        await FillAsync("a");
        _temp.Write("mine/file", "x");
        Should.Throw<IOException>(() => Run("mine")).Message.ShouldContain("(file)");
        Should.Throw<IOException>(() => new Backup(_bench.Data, _bench.Clock).Run(Path.Combine(_bench.Data.Root, "b"), (_, _) => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("in the data folder");
        File.ReadAllText(_temp.Of("mine", "file")).ShouldBe("x");
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("lake/../../outside")]
    [InlineData("/tmp/outside")]
    [InlineData("lake//x")]
    [InlineData("file")]
    public void An_archive_can_not_write_beside_the_folder(string name)
    {
        using (var file = File.Create(_temp.Of("evil.tar")))
        using (var tar = new System.Formats.Tar.TarWriter(file))
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        Should.Throw<IOException>(() => Restore.Run(_temp.Of("evil.tar"), _temp.Of("again"), _ => { }, TestContext.Current.CancellationToken)).Message.ShouldContain("is no backup of Offtrail");
        Directory.GetFileSystemEntries(_temp.Of("again")).ShouldBeEmpty();
        Directory.GetFiles(_temp.Path).ShouldBe([_temp.Of("evil.tar")]);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _temp.Dispose();
    }

    private BackupSummary Run(string name, Action<long, long>? onBytes = null, CancellationToken? stop = null)
    {
        using var reading = DataFolder.OpenForReading(_bench.Data.Root);
        return new Backup(reading, _bench.Clock).Run(_temp.Of(name), onBytes ?? ((_, _) => { }), stop ?? TestContext.Current.CancellationToken);
    }

    private async Task FillAsync(string name) => await _bench.Ingest(MemorySource.Object(name, Enumerable.Range(0, 40).Select(i => SmallLake.Record($"{name}-{i}", Made.May + (i * Made.Hour)))));

    private static void Spoil(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = stream.Length / 2;
        var was = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)~was);
    }
}
