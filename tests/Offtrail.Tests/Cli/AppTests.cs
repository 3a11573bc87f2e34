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

    [Theory]
    [InlineData("events --data DATA --format 7", "--format takes table, json, ndjson, raw, csv; found \"7\"")]
    [InlineData("events --data DATA --format table,csv", "--format takes table, json, ndjson, raw, csv")]
    [InlineData("alerts --data DATA --format xml", "--format takes table, json, ndjson, elastic, ocsf, csv; found \"xml\"")]
    [InlineData("events --data DATA --limit -1", "--limit takes a whole number from 0 on; found \"-1\"")]
    [InlineData("detect TRAIL --data DATA --threshold many", "--threshold takes a whole number from 0 to 100; found \"many\"")]
    [InlineData("lake prune --data DATA --keep 9999999999", "--keep takes a whole number from 1 to 36500")]
    [InlineData("anomalies --data DATA --least-score high", "a number is right there")]
    [InlineData("events --data DATA --outcome maybe", "--outcome takes success or failure; found \"maybe\"")]
    [InlineData("events --data DATA --group-by ,", "--group-by names no field; right would be event.action")]
    [InlineData("lake quarantine show first --data DATA", "a number is right there")]
    public async Task A_value_that_an_option_does_not_take_is_told_in_words_and_not_in_types(string line, string text)
    {
        (await Run(line)).ShouldBe(ExitCodes.Usage);
        _error.ToString().ShouldContain(text);
        _error.ToString().ShouldNotContain("System.");
        _error.ToString().ShouldNotContain("Offtrail.Cli");
    }

    [Fact]
    public async Task A_text_that_begins_with_an_at_sign_is_a_text_and_names_no_file_to_be_read()
    {
        await Run("detect TRAIL --data DATA");
        _folder.Write("words", "--group-by=event.action");
        (await Run(["events", "--data", _folder.Of("data"), "--where", "@timestamp >= 2026-05-01", "--format", "ndjson"])).ShouldBe(ExitCodes.Done, _error.ToString());
        _out.ToString().ShouldContain("\"id\":\"good\"");
        (await Run(["events", "--data", _folder.Of("data"), "--id", "@" + _folder.Of("words")])).ShouldBe(ExitCodes.Done);
        _error.ToString().ShouldContain("No such events.");
    }

    [Fact]
    public async Task A_search_over_a_segment_that_is_gone_says_what_to_do_and_not_what_it_asked_the_engine()
    {
        await Run("detect TRAIL --data DATA");
        foreach (var segment in Directory.GetFiles(_folder.Of("data"), "*.parquet", SearchOption.AllDirectories)) File.Delete(segment);
        (await Run("events --data DATA")).ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldContain("\"offtrail lake verify\" says");
        _error.ToString().ShouldNotContain("SELECT");
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
        (await Run("detect TRAIL --data DATA --rule rare_error_code --fail-on-alert --format ndjson")).ShouldBe(ExitCodes.Alerts, _error.ToString());
        using var document = System.Text.Json.JsonDocument.Parse(_out.ToString());
        document.RootElement.GetProperty("offtrail").GetProperty("anomaly").GetProperty("by").GetString().ShouldBe("Odd");
        (await Run("detect TRAIL --data DATA --rule rare_error_code --fail-on-alert")).ShouldBe(ExitCodes.Done);
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
        return Run([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Replace("TRAIL", _folder.Of("trail"), StringComparison.Ordinal).Replace("DATA", _folder.Of("data"), StringComparison.Ordinal))], input);
    }

    private Task<int> Run(string[] args, string input = "")
    {
        var streams = new StandardStreams(_out, _error, false, false, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)));
        return App.RunAsync(args, new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)), streams);
    }

    public void Dispose() => _folder.Dispose();
}
