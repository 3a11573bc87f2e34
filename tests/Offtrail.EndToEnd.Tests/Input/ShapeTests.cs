namespace Offtrail.EndToEnd.Tests.Input;

/// <summary>Every form of CloudTrail is recognised by its content, and gives the same events whatever form it came in.</summary>
public sealed class ShapeTests
{
    private static readonly Lazy<Task<string>> s_expected = new(() => AlertsAsync("a Records file", b => b));

    public static TheoryData<string> Names => [.. Shapes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Gives_the_same_alerts_as_the_Records_file(string shape)
    {
        var expected = await s_expected.Value;
        expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        (await AlertsAsync(shape, b => b)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("NDJSON")]
    [InlineData("NDJSON with CRLF")]
    [InlineData("NDJSON without a last newline")]
    [InlineData("a list over many lines")]
    [InlineData("documents over many lines, one after the other")]
    [InlineData("lookup-events")]
    [InlineData("ECS with dotted fields")]
    public async Task Gives_the_same_alerts_when_it_is_gzipped(string shape) =>
        (await AlertsAsync(shape, Workspace.Gzip)).ShouldBe(await s_expected.Value);

    /// <summary>Raises everything, so that the alerts show all fields of the events.</summary>
    private static async Task<string> AlertsAsync(string shape, Func<byte[], byte[]> pack)
    {
        using var work = new Workspace();
        var files = Shapes.Bytes(shape, Sample.Three()).Select((content, i) => work.Write($"{i}.bin", pack(content))).ToArray();
        var run = await work.DetectAsync([.. files, "--include-learning", "--threshold", "0", "--format", "ndjson"]);
        run.ShouldStore(3);
        return run.Out;
    }
}
