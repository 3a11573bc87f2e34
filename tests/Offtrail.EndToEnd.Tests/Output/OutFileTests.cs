namespace Offtrail.EndToEnd.Tests.Output;

public sealed class OutFileTests
{
    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public async Task Takes_what_would_have_gone_to_standard_output(string format)
    {
        using var work = new Workspace();
        var file = Path.Combine(work.Root, "alerts.out");
        await File.WriteAllTextAsync(file, new string('x', 50_000), TestContext.Current.CancellationToken);
        await work.DetectAsync(SmallTrail.Write(work));
        var run = (await work.RunAsync("alerts", "--data", work.Data, "--format", format, "--out", file)).ShouldExit(0);
        run.Out.ShouldBe("");
        var printed = (await work.RunAsync("alerts", "--data", work.Data, "--format", format)).Out;
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(printed);
    }

    [Fact]
    public async Task Takes_the_alerts_of_detect()
    {
        using var work = new Workspace();
        var file = Path.Combine(work.Root, "alerts.ndjson");
        (await work.DetectAsync(SmallTrail.Write(work), "--format", "ndjson", "--out", file)).ShouldExit(0).Out.ShouldBe("");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldContain(SmallTrail.NewCode);
    }

    [Fact]
    public async Task May_be_a_device()
    {
        using var work = new Workspace();
        (await work.DetectAsync(SmallTrail.Write(work), "--out", "/dev/null")).ShouldExit(0).Error.ShouldNotContain("/dev/null");
    }

    [Theory]
    [InlineData("no/such/folder/alerts.ndjson")]
    [InlineData("trail")]
    [InlineData("")]
    public async Task That_can_t_be_written_is_told_before_any_work(string path)
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(SmallTrail.Write(work), "--out", path);
        run.ShouldExit(2).ShouldSay("--out");
        run.Error.ShouldNotContain("Records ");
        Directory.Exists(work.Data).ShouldBeFalse();
    }
}
