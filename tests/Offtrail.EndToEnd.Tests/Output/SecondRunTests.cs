namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>Running again costs nothing and says nothing twice.</summary>
public sealed class SecondRunTests
{
    [Fact]
    public async Task Over_the_same_folder_reads_nothing_and_raises_nothing()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        (await work.DetectAsync(work.Trail)).ShouldExit(0).OutLines.Length.ShouldBe(1);
        var findings = await work.FindingsAsync();
        var second = (await work.DetectAsync(work.Trail)).ShouldStore(0).ShouldSay("0 objects", "1 object had been read before", "0 new; 1 had been raised before");
        second.Out.ShouldBe("");
        (await work.FindingsAsync()).ShouldBe(findings);
    }

    [Fact]
    public async Task Over_a_folder_with_a_new_file_adds_that_file_only()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Records();
        work.Write("a.json", [.. trail[..^3]]);
        (await work.DetectAsync(work.Trail)).ShouldStore(trail.Count - 3).Out.ShouldBe("");
        work.Write("b.json", [.. trail[^3..]]);
        var second = (await work.DetectAsync(work.Trail)).ShouldStore(3).ShouldSay("Read        1 object (", "1 object had been read before");
        second.OutLines.Single().ShouldContain(SmallTrail.NewCode);
    }

    [Fact]
    public async Task A_file_that_grew_adds_its_new_records()
    {
        using var work = new Workspace();
        var file = work.Write("a.ndjson", Sample.Lines(Sample.Many(10)));
        (await work.DetectAsync(file)).ShouldStore(10);
        work.Write("a.ndjson", Sample.Lines(Sample.Many(15)));
        (await work.DetectAsync(file)).ShouldExit(0).Counts.ShouldBe(new Counts(15, 5, 10, 0));
    }

    [Fact]
    public async Task More_events_of_an_alert_bring_it_up_to_date_and_do_not_raise_it_again()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        await work.DetectAsync(work.Trail);
        work.Write("more.json", Sample.Record("new-3", SmallTrail.NewCode, SmallTrail.NewHour + 0.9));
        (await work.DetectAsync(work.Trail)).ShouldStore(1).Out.ShouldBe("");
        var alert = (await work.RunAsync("alerts", "--data", work.Data, "--format", "ndjson")).Documents.Single();
        alert.GetProperty("offtrail").GetProperty("alert").GetProperty("event_count").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task Without_a_data_folder_named_the_user_s_own_is_used()
    {
        using var work = new Workspace();
        (await work.RunAsync("detect", work.Write("a.json", Sample.Three()), "--rule", "rare_error_code")).ShouldStore(3);
        Directory.Exists(Path.Combine(work.Home, ".local", "share", "offtrail", "default")).ShouldBeTrue();
        (await work.RunAsync("anomalies")).ShouldExit(0).OutLines.Length.ShouldBe(3);
    }
}
