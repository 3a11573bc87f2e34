namespace Offtrail.EndToEnd.Tests.Lake;

public sealed class DamageTests
{
    [Theory]
    [InlineData("flipped", "the checksum differs")]
    [InlineData("cut", "its file has ")]
    [InlineData("gone", "its file is missing")]
    public async Task A_damaged_segment_is_found_set_apart_and_rebuilt_from_its_objects(string how, string says)
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var before = await work.FindingsAsync();
        var segment = Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        Damage(segment, how);
        (await work.RunAsync("lake", "verify", "--data", work.Data)).ShouldExit(1).Out.ShouldContain(says);
        (await work.RunAsync("lake", "verify", "--repair", "--deep", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("every event is there once");
        if (how != "gone") Directory.GetFiles(Path.Combine(work.Data, "damaged")).ShouldBeEmpty("all of its events are back");
        (await work.DetectAsync(Path.Combine(work.Trail, "trail.json"))).ShouldExit(0);
        (await work.FindingsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task When_the_objects_are_gone_it_says_how_many_events_are_missing_until_they_are_back()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        await work.DetectAsync(trail);
        var segment = Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        Damage(segment, "flipped");
        File.Move(trail, trail + ".away");
        var repair = (await work.RunAsync("lake", "verify", "--repair", "--data", work.Data)).ShouldExit(1);
        repair.Out.ShouldContain("Gone        " + trail);
        repair.Out.ShouldContain("that can't be read any more");
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(1).Out.ShouldContain("of damaged segments are missing");
        File.Move(trail + ".away", trail);
        (await work.RunAsync("lake", "verify", "--repair", "--deep", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(0).Out.ShouldNotContain("missing");
    }

    [Fact]
    public async Task Figures_tell_of_files_that_are_gone_or_cut_and_what_to_do()
    {
        using var work = new Workspace();
        await work.DetectAsync(SmallTrail.Write(work));
        var segments = Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Damage(segments[0], "gone");
        Damage(segments[1], "cut");
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(1).Out.ShouldContain("Warning     2 segment files missing or not of the size that was written: \"offtrail lake verify --repair\"");
        (await work.RunAsync("lake", "verify", "--repair", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(0).Out.ShouldNotContain("Warning");
    }

    [Fact]
    public async Task Nobody_waits_for_the_events_of_a_damaged_segment_whose_day_was_dropped()
    {
        using var work = new Workspace();
        var trail = SmallTrail.Write(work);
        await work.DetectAsync(trail);
        Damage(Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(), "flipped");
        File.Delete(trail);
        (await work.RunAsync("lake", "verify", "--repair", "--data", work.Data)).ShouldExit(1);
        (await work.RunAsync("lake", "prune", "--before", "2099-01-01", "--data", work.Data)).ShouldExit(0).Out.ShouldStartWith("Dropped");
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(0).Out.ShouldNotContain("missing");
        (await work.RunAsync("lake", "verify", "--data", work.Data)).ShouldExit(0);
        Directory.GetFiles(Path.Combine(work.Data, "damaged")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Merging_refuses_what_is_damaged_and_changes_no_finding_of_what_is_not()
    {
        using var work = new Workspace();
        var records = SmallTrail.Records();
        for (var part = 0; part < 3; part++) await work.DetectAsync(work.Write($"{part}.json", [.. records.Where((_, i) => i % 3 == part)]));
        var before = await work.FindingsAsync();
        var segment = Directory.GetFiles(work.Data, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var whole = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        Damage(segment, "flipped");
        (await work.RunAsync("lake", "compact", "--data", work.Data)).ShouldExit(1).ShouldSay("is damaged: ", "lake verify --repair");
        await File.WriteAllBytesAsync(segment, whole, TestContext.Current.CancellationToken);
        (await work.RunAsync("lake", "compact", "--data", work.Data)).ShouldExit(0);
        (await work.RunAsync("lake", "compact", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("nothing to merge");
        (await work.RunAsync("lake", "verify", "--deep", "--data", work.Data)).ShouldExit(0);
        await work.DetectAsync(Path.Combine(work.Trail, "0.json"));
        (await work.FindingsAsync()).ShouldBe(before);
    }

    private static void Damage(string file, string how)
    {
        var bytes = File.ReadAllBytes(file);
        if (how == "gone") File.Delete(file);
        else if (how == "cut") File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        else
        {
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
    }
}
