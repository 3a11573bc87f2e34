using Microsoft.Extensions.Time.Testing;
using Offtrail.Cli;

namespace Offtrail.Tests.Cli;

/// <summary>The command line inside the process: exit codes, and where what is written.</summary>
public sealed class AppTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData("detect")]
    [InlineData("detect /no/such/path --data DATA")]
    [InlineData("detect TRAIL --data DATA --threshold 101")]
    [InlineData("detect TRAIL --data DATA --threshold many")]
    [InlineData("detect TRAIL --data DATA --threads 0")]
    [InlineData("detect TRAIL --data DATA --format xml")]
    [InlineData("detect TRAIL --data DATA --from yesterday")]
    [InlineData("detect TRAIL --data DATA --from 2026-05-02 --to 2026-05-01")]
    [InlineData("detect TRAIL --data DATA --job no_such_job")]
    [InlineData("detect TRAIL --data DATA --rule no_such_rule")]
    [InlineData("detect TRAIL --data DATA --out /no/such/folder/file")]
    [InlineData("demo --days 5 --data DATA")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Wrong_usage_is_2_with_a_line_that_says_why_and_no_stack_trace(string line)
    {
        (await Run(line)).ShouldBe(ExitCodes.Usage, _error.ToString());
        _error.ToString().ShouldNotBeEmpty();
        _error.ToString().ShouldNotContain("   at ");
        _out.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Done_is_0_and_results_alone_go_to_the_output()
    {
        (await Run("detect TRAIL --data DATA")).ShouldBe(ExitCodes.Done, _error.ToString());
        _out.ToString().ShouldBeEmpty();
        _error.ToString().ShouldContain("1 read = 1 stored + 0 duplicates + 0 quarantined");
    }

    [Fact]
    public async Task Something_that_could_not_be_read_is_1()
    {
        _folder.Write("trail/broken.json", "{\"Records\":[");
        (await Run("detect TRAIL --data DATA")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldContain("broken.json: line 1, byte 12: the file breaks off");
    }

    [Fact]
    public async Task New_alerts_are_3_when_asked_for_and_0_the_second_time()
    {
        _folder.Write("trail/a.json", string.Join("\n", Enumerable.Range(0, 600).Select(h => SmallLake.Record($"a{h}", Made.May + (h * Made.Hour), h == 590 ? "Odd" : "Usual"))));
        (await Run("detect TRAIL --data DATA --fail-on-alert --format ndjson")).ShouldBe(ExitCodes.Alerts, _error.ToString());
        using var document = System.Text.Json.JsonDocument.Parse(_out.ToString());
        document.RootElement.GetProperty("offtrail").GetProperty("anomaly").GetProperty("by").GetString().ShouldBe("Odd");
        (await Run("detect TRAIL --data DATA --fail-on-alert")).ShouldBe(ExitCodes.Done);
        (await Run("alerts --data DATA")).ShouldBe(ExitCodes.Done);
        _out.ToString().ShouldContain("Error code Odd in account 111122223333");
        (await Run("anomalies --data DATA --least-score 40")).ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("alerts --data DATA")]
    [InlineData("anomalies --data DATA")]
    [InlineData("lake quarantine --data DATA")]
    public async Task Asking_a_folder_that_holds_no_data_is_1(string line)
    {
        (await Run(line)).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldContain("holds no data of Offtrail yet");
    }

    [Theory]
    [InlineData("--help", "detect")]
    [InlineData("detect --help", "Examples:")]
    [InlineData("demo --help", "offtrail demo --seed 7")]
    [InlineData("alerts --help", "Examples:")]
    [InlineData("anomalies --help", "Examples:")]
    [InlineData("lake quarantine --help", "Examples:")]
    public async Task Help_is_0_and_has_examples(string line, string text)
    {
        (await Run(line)).ShouldBe(ExitCodes.Done);
        _out.ToString().ShouldContain(text);
    }

    [Fact]
    public async Task A_damaged_state_is_1_in_words()
    {
        _folder.Write("data/state.db", new string('x', 5000));
        (await Run("detect TRAIL --data DATA")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldContain("can't be used");
        _error.ToString().ShouldNotContain("unexpected");
    }

    [Fact]
    public async Task Standard_input_is_read()
    {
        (await Run("detect - --data DATA", SmallLake.Record("a", Made.May))).ShouldBe(ExitCodes.Done, _error.ToString());
        _error.ToString().ShouldContain("1 stored");
    }

    private Task<int> Run(string line, string input = "")
    {
        if (!File.Exists(_folder.Of("trail", "good.json"))) _folder.Write("trail/good.json", SmallLake.Record("good", Made.May));
        string[] args = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Replace("TRAIL", _folder.Of("trail"), StringComparison.Ordinal).Replace("DATA", _folder.Of("data"), StringComparison.Ordinal))];
        var streams = new StandardStreams(_out, _error, false, false, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)));
        return App.RunAsync(args, new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)), streams);
    }

    public void Dispose() => _folder.Dispose();
}
