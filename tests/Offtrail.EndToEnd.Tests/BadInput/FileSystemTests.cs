namespace Offtrail.EndToEnd.Tests.BadInput;

public sealed class FileSystemTests
{
    [Fact]
    public async Task A_path_that_is_not_there_is_wrong_usage()
    {
        using var work = new Workspace();
        (await work.DetectAsync(Path.Combine(work.Trail, "nothing"))).ShouldExit(2).ShouldSay("nothing: there is no such file or folder");
        Directory.Exists(work.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_vanishes_is_a_loss_and_the_run_goes_on()
    {
        using var work = new Workspace();
        var pipe = await Shell.PipeAsync(work, "pipe");
        var vanishing = work.Write("vanishing.json", Sample.Record("gone"));
        var last = work.Write("last.json", Sample.Record("last"));
        var run = work.DetectAsync(pipe, vanishing, last, "--threads", "1");
        await Shell.FeedAsync(pipe, System.Text.Encoding.UTF8.GetBytes(Sample.Lines(Sample.Record("first"))), () => File.Delete(vanishing));
        (await run).ShouldExit(1).ShouldSay($"{vanishing}: vanished before it could be read").Counts.ShouldBe(new Counts(2, 2, 0, 0));
        work.Write("vanishing.json", Sample.Record("gone"));
        (await work.DetectAsync(vanishing)).ShouldStore(1);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_a_loss_and_the_run_goes_on()
    {
        using var work = new Workspace();
        var nobody = await Shell.UnprivilegedAsync(work);
        work.Write("good.json", Sample.Record("a"));
        var closed = work.Write("closed.json", Sample.Record("b"));
        Shell.Chmod(closed, UnixFileMode.None);
        var run = (await nobody.RunAsync(["detect", work.Trail, "--data", work.Data])).ShouldExit(1);
        run.ShouldSay($"{closed}: may not be read: permission is missing").Counts.ShouldBe(new Counts(1, 1, 0, 0));
        Shell.Chmod(closed, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await nobody.RunAsync(["detect", work.Trail, "--data", work.Data])).ShouldStore(1);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_a_loss_and_the_run_goes_on()
    {
        using var work = new Workspace();
        var nobody = await Shell.UnprivilegedAsync(work);
        work.Write("good.json", Sample.Record("a"));
        var closed = Path.GetDirectoryName(work.Write("closed/b.json", Sample.Record("b")))!;
        Shell.Chmod(closed, UnixFileMode.None);
        var run = await nobody.RunAsync(["detect", work.Trail, "--data", work.Data]);
        run.ShouldExit(1).ShouldSay($"{closed}: may not be read: permission is missing").Counts.ShouldBe(new Counts(1, 1, 0, 0));
        run.Error.Split($"{closed}: may not be read").Length.ShouldBe(2, "told once");
        Shell.Chmod(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_loop_of_links_ends()
    {
        using var work = new Workspace();
        work.Write("sub/a.json", Sample.Record("a"));
        File.CreateSymbolicLink(Path.Combine(work.Trail, "sub", "up"), work.Trail);
        File.CreateSymbolicLink(Path.Combine(work.Trail, "self"), Path.Combine(work.Trail, "self"));
        File.CreateSymbolicLink(Path.Combine(work.Trail, "ping"), Path.Combine(work.Trail, "pong"));
        File.CreateSymbolicLink(Path.Combine(work.Trail, "pong"), Path.Combine(work.Trail, "ping"));
        (await work.DetectAsync(work.Trail)).ShouldStore(1);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_a_warning()
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Record("a"));
        var link = Path.Combine(work.Trail, "link.json");
        File.CreateSymbolicLink(link, "gone.json");
        (await work.DetectAsync(work.Trail)).ShouldStore(1).ShouldSay($"Warning     {link}: is a link that leads nowhere");
    }

    [Fact]
    public async Task Linked_files_and_folders_are_read_once()
    {
        using var work = new Workspace();
        var file = Path.Combine(work.Root, "elsewhere.json");
        await File.WriteAllTextAsync(file, Sample.File(Sample.Record("linked")), TestContext.Current.CancellationToken);
        work.Write("sub/a.json", Sample.Record("a"));
        File.CreateSymbolicLink(Path.Combine(work.Trail, "one"), file);
        File.CreateSymbolicLink(Path.Combine(work.Trail, "two"), file);
        File.CreateSymbolicLink(Path.Combine(work.Trail, "sub2"), Path.Combine(work.Trail, "sub"));
        (await work.DetectAsync(work.Trail)).ShouldStore(2);
    }

    [Fact]
    public async Task A_pipe_in_a_folder_does_not_hang()
    {
        using var work = new Workspace();
        await Shell.PipeAsync(work, "pipe");
        work.Write("a.json", Sample.Record("a"));
        (await work.DetectAsync(work.Trail)).ShouldStore(1);
    }

    [Fact]
    public async Task An_empty_folder_and_an_empty_file_are_no_error()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Trail)).ShouldStore(0).ShouldSay("no events");
        work.Write("empty.json", "");
        (await work.DetectAsync(work.Trail)).ShouldStore(0);
    }
}
