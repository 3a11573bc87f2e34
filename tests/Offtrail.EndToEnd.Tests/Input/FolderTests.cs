namespace Offtrail.EndToEnd.Tests.Input;

public sealed class FolderTests
{
    [Fact]
    public async Task The_layout_of_S3_is_read_with_all_below_it()
    {
        using var work = new Workspace();
        foreach (var (account, region, day, hour) in new[] { ("111122223333", "eu-west-1", "01", 1), ("111122223333", "us-east-1", "02", 25), ("444455556666", "eu-west-1", "02", 26) })
        {
            var name = $"AWSLogs/o-abc/{account}/CloudTrail/{region}/2026/05/{day}/{account}_CloudTrail_{region}_202605{day}T0105Z_x.json.gz";
            work.Write(name, Workspace.Gzip(Sample.File(Sample.Record($"{account}-{day}", hour: hour, account: account))));
        }

        (await work.DetectAsync(work.Trail)).ShouldStore(3).ShouldSay("3 objects", "3 events of 2 accounts");
    }

    [Fact]
    public async Task The_path_says_nothing_about_the_account()
    {
        using var work = new Workspace();
        work.Write("AWSLogs/999999999999/CloudTrail/eu-west-1/2001/01/01/x.json", Sample.Record("a", "AccessDenied"));
        var run = await work.DetectAsync(work.Trail, "--include-learning", "--threshold", "0", "--format", "ndjson");
        run.Documents.Single().GetProperty("cloud").GetProperty("account").GetProperty("id").GetString().ShouldBe(Sample.Account);
    }

    [Fact]
    public async Task Hidden_files_and_names_with_blanks_and_newlines_count_as_well()
    {
        using var work = new Workspace();
        work.Write(".hidden", Sample.Record("a"));
        work.Write(".dir/with blank.json", Sample.Record("b"));
        work.Write("new\nline \e[31m.json", Sample.Record("c"));
        (await work.DetectAsync(work.Trail)).ShouldStore(3).Error.ShouldNotContain('\e');
    }

    [Fact]
    public async Task A_file_that_is_named_twice_counts_once()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Three());
        var counts = (await work.DetectAsync(file, work.Trail, file)).ShouldExit(0).Counts;
        (counts.Stored, counts.Quarantined).ShouldBe((3, 0));
    }

    [Fact]
    public async Task A_named_pipe_is_read_when_the_user_names_it()
    {
        using var work = new Workspace();
        var pipe = await Shell.PipeAsync(work, "pipe");
        var run = work.DetectAsync(pipe);
        await Shell.FeedAsync(pipe, Workspace.Gzip(Sample.File(Sample.Three())));
        (await run).ShouldStore(3);
    }

    [Fact]
    public async Task A_zip_comes_through_a_named_pipe()
    {
        using var work = new Workspace();
        var pipe = await Shell.PipeAsync(work, "pipe");
        var run = work.DetectAsync(pipe);
        await Shell.FeedAsync(pipe, Workspace.Zip(("a", System.Text.Encoding.UTF8.GetBytes(Sample.File(Sample.Three())))));
        (await run).ShouldStore(3);
    }

    [Fact]
    public async Task The_program_s_own_data_below_the_trail_is_no_part_of_the_trail()
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Record("a"), Sample.Record("bad").Without("eventTime"));
        string[] args = ["detect", work.Trail, "--data", Path.Combine(work.Trail, "offtrail-data")];
        (await work.RunAsync(args)).ShouldStoreAndQuarantine(1, 1).Error.ShouldNotContain("Set aside");
        work.Write("b.json", Sample.Record("b"));
        (await work.RunAsync(args)).ShouldStore(1).Error.ShouldNotContain("Set aside");
    }
}
