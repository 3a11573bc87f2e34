namespace Offtrail.EndToEnd.Tests.Output;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("detect")]
    [InlineData("demo")]
    [InlineData("alerts")]
    [InlineData("anomalies")]
    [InlineData("lake")]
    [InlineData("lake", "quarantine")]
    [InlineData("sinks")]
    [InlineData("sinks", "outbox")]
    public async Task Of_every_command_has_examples(params string[] command)
    {
        using var work = new Workspace();
        var run = (await work.RunAsync([.. command, "--help"])).ShouldExit(0);
        run.Out.ShouldContain("Usage:");
        run.Out.ShouldContain("Examples:\n  ");
        run.Out.Split("Examples:\n")[1].ShouldContain("offtrail " + string.Join(' ', command).Trim());
        run.Error.ShouldBe("");
    }

    [Fact]
    public async Task The_version_is_told()
    {
        using var work = new Workspace();
        (await work.RunAsync("--version")).ShouldExit(0).Out.ShouldStartWith("0.");
    }

    [Theory]
    [InlineData("\"offtrail --help\"", "nonsense")]
    [InlineData("\"offtrail detect --help\"", "detect", "trail", "--format", "xml")]
    [InlineData("\"offtrail lake quarantine --help\"", "lake", "quarantine", "--nonsense")]
    public async Task Is_pointed_to_when_the_command_line_is_wrong(string hint, params string[] args)
    {
        using var work = new Workspace();
        (await work.RunAsync(args)).ShouldExit(2).ShouldSay(hint);
    }
}
