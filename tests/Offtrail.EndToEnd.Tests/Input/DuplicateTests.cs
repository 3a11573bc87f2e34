namespace Offtrail.EndToEnd.Tests.Input;

public sealed class DuplicateTests
{
    [Fact]
    public async Task An_event_delivered_in_two_files_counts_once()
    {
        using var work = new Workspace();
        work.Write("a.json", Sample.Record("one"), Sample.Record("two"));
        work.Write("b.json", Sample.Record("two"), Sample.Record("three"));
        (await work.DetectAsync(work.Trail)).ShouldExit(0).Counts.ShouldBe(new Counts(4, 3, 1, 0));
    }

    [Fact]
    public async Task An_event_delivered_twice_in_one_file_counts_once()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("a.json", Sample.Record("one"), Sample.Record("one")))).ShouldExit(0).Counts.ShouldBe(new Counts(2, 1, 1, 0));
    }

    [Fact]
    public async Task An_event_that_an_earlier_run_stored_counts_once()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("a.json", Sample.Many(1_000)))).ShouldStore(1_000);
        (await work.DetectAsync(work.Write("b.json", Sample.Many(1_001)))).ShouldExit(0).Counts.ShouldBe(new Counts(1_001, 1, 1_000, 0));
    }

    [Fact]
    public async Task The_same_id_in_two_accounts_is_two_events()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("a.json", Sample.Record("one"), Sample.Record("one", account: "444455556666")))).ShouldStore(2);
    }
}
