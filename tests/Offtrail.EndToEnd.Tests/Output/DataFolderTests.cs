namespace Offtrail.EndToEnd.Tests.Output;

public sealed class DataFolderTests
{
    [Fact]
    public async Task In_use_by_another_is_told_and_may_still_be_looked_into()
    {
        using var work = new Workspace();
        var pipe = await Shell.PipeAsync(work, "pipe");
        var other = work.Write("other.json", Sample.Record("other"));
        await work.DetectAsync(SmallTrail.Write(work));
        var first = work.DetectAsync(pipe);
        ProgramResult? second = null, look = null;
        await using (var feed = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)))
        {
            second = await work.DetectAsync(other);
            look = await work.RunAsync("alerts", "--data", work.Data);
            await feed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Sample.Lines(Sample.Record("first"))), TestContext.Current.CancellationToken);
        }

        second.ShouldExit(1).ShouldSay("offtrail: the data folder", work.Data, "is in use by another offtrail");
        look.ShouldExit(0).OutLines.Length.ShouldBe(1);
        (await first).ShouldStore(1);
        (await work.DetectAsync(other)).ShouldStore(1);
    }

    [Fact]
    public async Task That_holds_what_is_not_Offtrails_is_refused_and_left_as_it_is()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        Directory.CreateDirectory(Path.Combine(work.Data, "tmp"));
        var mine = Path.Combine(work.Data, "tmp", "thesis.txt");
        await File.WriteAllTextAsync(mine, "mine", TestContext.Current.CancellationToken);
        (await work.DetectAsync(file)).ShouldExit(1).ShouldSay("holds something that is not Offtrail's (tmp)");
        (await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_nobody_may_write_is_read(bool writerWasKilled)
    {
        using var work = new Workspace();
        var nobody = await Shell.UnprivilegedAsync(work);
        var (trail, data) = (SmallTrail.Write(work), Path.Combine(work.Root, "data #1?%41"));
        (await work.RunAsync("detect", trail, "--rule", "rare_error_code", "--data", data)).ShouldExit(0);
        if (writerWasKilled) // and left its write-ahead log
        {
            var pipe = await Shell.PipeAsync(work, "pipe");
            using var killed = work.Program.Start("detect", work.Write("more.json", Sample.Record("more", hour: 900)), pipe, "--data", data, "--threads", "1");
            await Shell.FeedAsync(pipe, System.Text.Encoding.UTF8.GetBytes(Sample.Lines(Sample.Record("fed"))), () => killed.Kill(entireProcessTree: true));
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
            File.Exists(Path.Combine(data, "state.db-wal")).ShouldBeTrue();
        }

        string[] all = [data, .. Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories)];
        foreach (var path in all) Shell.Chmod(path, Directory.Exists(path) ? (UnixFileMode)0b101_101_101 : (UnixFileMode)0b100_100_100);
        try
        {
            foreach (var command in new[] { "events", "alerts", "anomalies", "lake stats", "lake verify" })
                (await nobody.RunAsync([.. command.Split(' '), "--data", data])).ShouldExit(0).OutLines.ShouldNotBeEmpty(command);
            Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories).Length.ShouldBe(all.Length - 1, "nothing was written");
        }
        finally
        {
            foreach (var path in all) Shell.Chmod(path, (UnixFileMode)0b111_111_111);
        }
    }

    [Fact]
    public async Task That_is_a_file_is_told()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        (await work.RunAsync("detect", file, "--data", file)).ShouldExit(1).ShouldSay("offtrail: ", file);
    }

    [Fact]
    public async Task With_a_damaged_state_is_told_and_left_alone()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        Directory.CreateDirectory(work.Data);
        var state = Path.Combine(work.Data, "state.db");
        await File.WriteAllTextAsync(state, string.Concat(Enumerable.Repeat("this is no database ", 100)), TestContext.Current.CancellationToken);
        (await work.DetectAsync(file)).ShouldExit(1).ShouldSay("offtrail: ", "state.db");
        (await work.RunAsync("alerts", "--data", work.Data)).ShouldExit(1).ShouldSay("state.db");
        (await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken)).ShouldStartWith("this is no database");
    }

    [Fact]
    public async Task With_a_segment_that_was_deleted_is_told()
    {
        using var work = new Workspace();
        await work.DetectAsync(work.Write("a.json", Sample.Three()));
        foreach (var segment in Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories)) File.Delete(segment);
        (await work.DetectAsync(work.Write("b.json", Sample.Record("b", hour: 100)))).ShouldExit(1).ShouldSay("its file is missing; its 3 events are missing until \"offtrail lake verify --repair\"");
        (await work.RunAsync("lake", "verify", "--repair", "--deep", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("3 of 3 events from 1 object");
    }

    [Fact]
    public async Task A_run_that_was_killed_loses_nothing()
    {
        using var work = new Workspace();
        var pipe = await Shell.PipeAsync(work, "pipe");
        var trail = SmallTrail.Write(work);
        using (var killed = work.Program.Start("detect", trail, pipe, "--data", work.Data, "--threads", "1"))
            await Shell.FeedAsync(pipe, [], () => killed.Kill(entireProcessTree: true));
        await work.DetectAsync(trail);
        using var untouched = new Workspace();
        await untouched.DetectAsync(SmallTrail.Write(untouched));
        (await work.FindingsAsync()).ShouldBe(await untouched.FindingsAsync());
    }
}
