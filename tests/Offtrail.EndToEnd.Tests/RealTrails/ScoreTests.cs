using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.RealTrails;

/// <summary>The way from a made-up trail to a score works. (How good the score is, the marks in bench/ say: this trail is small.)</summary>
public sealed class ScoreTests
{
    [Fact]
    public async Task Finds_an_attack_and_raises_no_more_false_alarms_than_a_list_of_known_codes_would()
    {
        var eval = Repository.Shared("eval");
        using var work = new Workspace();
        await PythonAsync(Path.Combine(eval, "make_trail.py"), "--out", work.Trail, "--seed", "1", "--days", "30", "--rate", "0.1", "--attacks", "-1");
        var baseline = Path.Combine(work.Root, "baseline.ndjson");
        await File.WriteAllTextAsync(baseline, await PythonAsync(Path.Combine(eval, "baselines.py"), work.Trail, "new_code"), TestContext.Current.CancellationToken);
        var ours = Path.Combine(work.Root, "ours.ndjson");
        (await work.DetectAsync(Path.Combine(work.Trail, "AWSLogs"), "--format", "ndjson", "--out", ours)).ShouldExit(0);

        var (mine, theirs) = (await ScoreAsync(eval, work, ours), await ScoreAsync(eval, work, baseline));
        mine.GetProperty("attacks").GetInt32().ShouldBe(35);
        mine.GetProperty("attacks_with_errors_found").GetInt32().ShouldBeGreaterThan(0);
        mine.GetProperty("false_alarms_per_account_day").GetDouble().ShouldBeLessThanOrEqualTo(theirs.GetProperty("false_alarms_per_account_day").GetDouble());
    }

    private static async Task<JsonElement> ScoreAsync(string eval, Workspace work, string alerts) =>
        JsonElement.Parse(await PythonAsync(Path.Combine(eval, "score.py"), Path.Combine(work.Trail, "labels.json"), alerts, "--json"));

    private static async Task<string> PythonAsync(params string[] args)
    {
        var run = await Shell.TryAsync("python3", args);
        if (run is null) Assert.Skip("python3 is not there, and the tools of shared/eval need it");
        run.Value.ExitCode.ShouldBe(0, run.Value.Out);
        return run.Value.Out;
    }
}
