using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Commands that change a data folder, while a service has it: the service makes room, and what they do and say is what they do and say without one.</summary>
public sealed partial class BesideServiceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_say_the_same_and_leave_the_same_whether_a_service_runs_on_the_folder_or_not()
    {
        using var alone = new Workspace();
        using var beside = new Workspace();
        await using var service = await RunningService.StartReadyAsync(beside);
        var more = Path.Combine(beside.Root, "more");
        var records = SmallTrail.Records();
        foreach (var (i, part) in records.Chunk(300).Index()) await WriteAsync(Path.Combine(more, $"{i}.json"), Sample.File(part));
        await WriteAsync(Path.Combine(more, "broken.json"), Sample.File(Sample.Record("broken").Without("eventTime"), Sample.Record("whole")));
        string[][] commands =
        [
            ["ingest", Path.Combine(more, "0.json"), Path.Combine(more, "1.json")],
            ["detect", more, "--rule", "rare_error_code"],
            ["detect", more],
            ["jobs", "reset", "rare_error_code"],
            ["jobs", "run", "rare_error_code"],
            ["lake", "quarantine", "retry"],
            ["lake", "compact"],
            ["lake", "verify", "--repair"],
            ["lake", "prune", "--before", "2026-05-02"],
        ];
        var nothing = Directory.CreateDirectory(Path.Combine(alone.Root, "nothing")).FullName;
        foreach (var command in commands)
        {
            await alone.RunAsync("detect", nothing, "--data", alone.Data); // as the service has done
            var (first, second) = (await alone.RunAsync([.. command, "--data", alone.Data]), await beside.RunAsync([.. command, "--data", beside.Data]));
            second.Error.ShouldNotContain("in use", Case.Sensitive, string.Join(' ', command));
            Said(second).ShouldBe(Said(first), string.Join(' ', command));
            await service.UntilAsync(async () => (await service.StatusAsync()) is var s && s.GetProperty("doing").GetString() == "waiting" && !s.GetProperty("is_behind").GetBoolean(), "the service has the folder again and has judged");
        }

        (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
        (await beside.RunAsync("detect", more, "--data", beside.Data)).ShouldExit(0); // what the last command left is judged
        (await alone.RunAsync("detect", more, "--data", alone.Data)).ShouldExit(0);
        (await beside.FindingsAsync()).ShouldBe(await alone.FindingsAsync());
        new Lake.DataOnDisk(beside.Data).ShouldBeTidy().Content.ShouldBe(new Lake.DataOnDisk(alone.Data).ShouldBeTidy().Content);
    }

    [Fact]
    public async Task A_command_that_is_killed_gives_the_folder_back_and_what_comes_meanwhile_waits()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartReadyAsync(work);
        using (var endless = work.Program.Start("ingest", "-", "--data", work.Data)) // reads what nobody writes
        {
            await service.UntilAsync(async () => (await service.StatusAsync()).GetProperty("doing").GetString() == "making room for a command", "the service makes room");
            (await service.Nobody.GetAsync("/health/ready", Cancelled)).IsSuccessStatusCode.ShouldBeTrue("it still answers");
            (await work.RunAsync("serve", "--data", work.Data, "--listen", "http://127.0.0.1:0")).ShouldExit(1).ShouldSay("in use by another offtrail");
            SmallTrail.Write(work);
            endless.Kill();
            await endless.WaitForExitAsync(Cancelled);
        }

        await service.UntilIdleAsync(objects: 1);
        (await service.StatusAsync()).GetProperty("stored").GetInt64().ShouldBe(SmallTrail.Records().Count);
    }

    [Fact]
    public async Task A_service_that_is_to_stop_while_a_command_has_the_folder_stops_and_the_command_goes_on()
    {
        using var work = new Workspace();
        await using var service = await RunningService.StartReadyAsync(work);
        var trail = Sample.File(SmallTrail.Records());
        using var reading = work.Program.Start("ingest", "-", "--data", work.Data);
        await service.UntilAsync(async () => (await service.StatusAsync()).GetProperty("doing").GetString() == "making room for a command", "the service makes room");
        var (code, time) = await service.StopAsync();
        code.ShouldBe(0, service.Log);
        time.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await OfftrailProgram.FinishAsync(reading, ["ingest", "-"], System.Text.Encoding.UTF8.GetBytes(trail))).ShouldExit(0);
        (await work.RunAsync("lake", "stats", "--data", work.Data)).ShouldExit(0).Out.ShouldContain("1,2");
    }

    [Fact]
    public async Task The_quarantine_is_exported_and_read_again_over_the_API()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.File(Sample.Record("broken").Without("eventTime"), Sample.Record("whole")));
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        using var admin = service.Client(await service.KeyAsync("admin"));
        var export = await service.Viewer.GetAsync("/api/v1/quarantine/export", Cancelled);
        export.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var text = await export.Content.ReadAsStringAsync(Cancelled);
        text.ShouldBe((await work.RunAsync("lake", "quarantine", "export", "--data", work.Data)).ShouldExit(0).Out);
        var line = JsonElement.Parse(text.TrimEnd());
        System.Text.Encoding.UTF8.GetString(line.GetProperty("content").GetBytesFromBase64()).ShouldContain("\"broken\"");
        (await service.Viewer.PostAsync("/api/v1/quarantine/retry", null, Cancelled)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        var size = new FileInfo(file).LastWriteTimeUtc;
        File.WriteAllText(file, File.ReadAllText(file)); // as it was: only reading it again finds what is new about the program
        File.SetLastWriteTimeUtc(file, size);
        var begun = await (await admin.PostAsync("/api/v1/quarantine/retry", null, Cancelled)).Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        JsonElement done = default;
        await service.UntilAsync(async () => (done = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/operations/{begun.GetProperty("id").GetString()}", Cancelled)).GetProperty("state").GetString() is "done" or "failed", "it is read again");
        done.GetProperty("result").GetProperty("quarantined").GetInt64().ShouldBe(1, done.ToString());
        done.GetProperty("result").GetProperty("duplicates").GetInt64().ShouldBe(1);
        await service.UntilIdleAsync(objects: 1);
    }

    [Fact]
    public async Task Anomalies_are_listed_by_what_they_are_about()
    {
        using var work = new Workspace();
        SmallTrail.Write(work);
        await using var service = await RunningService.StartReadyAsync(work);
        await service.UntilIdleAsync(objects: 1);
        (await CountAsync("")).ShouldBeGreaterThan(1);
        (await CountAsync($"&influencer=error.code:{SmallTrail.NewCode}")).ShouldBe(0, "that is no field of a record");
        var field = (await service.Viewer.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?job=rare_error_code", Cancelled)).GetProperty("items").EnumerateArray().Select(a => a.GetProperty("record")).Single(r => r.GetProperty("by").GetString() == SmallTrail.NewCode).GetProperty("by_field").GetString();
        (await CountAsync($"&job=rare_error_code&influencer={field}:{SmallTrail.NewCode}")).ShouldBe(1);
        (await CountAsync($"&influencer={field}:{SmallTrail.NewCode}&influencer=offtrail.account:999999999999")).ShouldBe(0);
        (await CountAsync($"&influencer=offtrail.account:{Sample.Account}")).ShouldBe(await CountAsync(""));
        (await service.Viewer.GetAsync("/api/v1/anomalies?influencer=ana", Cancelled)).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);

        async Task<int> CountAsync(string more) => (await service.Viewer.GetFromJsonAsync<JsonElement>($"/api/v1/anomalies?limit=1000{more}", Cancelled)).GetProperty("items").GetArrayLength();
    }

    private static async Task WriteAsync(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content, Cancelled);
    }

    /// <summary>What a command said, without how long it took and where, that it had to wait, and how many segments there were, which depends on which thread read what.</summary>
    private static string Said(ProgramResult result) => Waiting().Replace(Times().Replace(Folders().Replace($"{result.ExitCode}\n{result.Out}\n{result.Error}", "/"), "…"), "");

    [GeneratedRegex(@"\b[\d.,]+ (s|ms|events a second)\b|(?<=Compacted ).*")]
    private static partial Regex Times();

    [GeneratedRegex(@"^Waiting .*\n", RegexOptions.Multiline)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"/\S*offtrail-e2e-[^/]+/")]
    private static partial Regex Folders();
}
