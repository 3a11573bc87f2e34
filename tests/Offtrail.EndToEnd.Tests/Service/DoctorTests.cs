using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Service;

public sealed class DoctorTests
{
    [Fact]
    public async Task It_looks_at_everything_beside_a_running_service_and_without_one()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        string beside;
        await using (var service = await RunningService.StartReadyAsync(work))
        {
            await service.UntilIdleAsync(objects: 1);
            beside = (await work.RunAsync("doctor", "--data", work.Data)).ShouldExit(0).Out;
            (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
        }

        var without = (await work.RunAsync("doctor", "--data", work.Data)).ShouldExit(0).Out;
        foreach (var area in new[] { "configuration", "rights", "disk", "clock", "state", "lake", "sources", "sinks", "users", "memory" })
        {
            beside.ShouldContain($" {area} ");
            without.ShouldContain($" {area} ");
        }
    }

    [Fact]
    public async Task A_problem_makes_exit_code_1_and_says_what_to_do()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        (await work.DetectAsync(work.Trail)).ShouldExit(0);
        foreach (var segment in Directory.GetFiles(Path.Combine(work.Data, "lake"), "*.parquet", SearchOption.AllDirectories).Take(1)) File.Delete(segment);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "keep: never\n", TestContext.Current.CancellationToken);
        var table = (await work.RunAsync("doctor", "--data", work.Data)).ShouldExit(1).Out;
        table.ShouldContain("problem  lake");
        table.ShouldContain("offtrail lake verify --repair");
        var findings = JsonElement.Parse((await work.RunAsync("doctor", "--data", work.Data, "--format", "json")).ShouldExit(1).Out).EnumerateArray().ToArray();
        findings.Where(f => f.GetProperty("level").GetString() == "problem").Select(f => f.GetProperty("area").GetString()).ShouldBe(["configuration", "lake"], ignoreOrder: true);
        findings.ShouldAllBe(f => (f.GetProperty("level").GetString() == "ok") == (f.GetProperty("advice").ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task It_makes_nothing_where_nothing_is()
    {
        using var work = new Workspace();
        (await work.RunAsync("doctor", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("no data yet");
        Directory.Exists(work.Data).ShouldBeFalse();
    }
}
