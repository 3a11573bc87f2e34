using Offtrail.EndToEnd.Tests.Lake;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>Backups taken while a service reads, detects and compacts are each whole, and as of one instant.</summary>
public sealed class BackupWhileWritingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("backup")]
    [InlineData("backup.tar")]
    public async Task A_backup_taken_while_the_service_writes_has_what_a_detection_over_its_objects_alone_finds(string name)
    {
        using var work = new Workspace();
        var place = Path.Combine(work.Root, name);
        Directory.CreateDirectory(work.Data);
        await File.WriteAllTextAsync(Path.Combine(work.Data, "offtrail.yaml"), "compact_every: 1m\n", TestContext.Current.CancellationToken);
        work.Write("0.json", Sample.File(SmallTrail.Records()));
        int written;
        await using (var service = await RunningService.StartReadyAsync(work))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var writing = WriteAsync(work, enough.Token);
            await service.UntilAsync(async () => (await service.StatusAsync()).GetProperty("objects").GetInt64() > Several, "reading");
            for (var i = 0; i < 2; i++) (await work.RunAsync("backup", place, "--data", work.Data)).ShouldExit(0).Out.ShouldStartWith("Backed up"); // the second finds the first there
            var read = (await service.StatusAsync()).GetProperty("objects").GetInt64();
            await service.UntilAsync(async () => (await service.StatusAsync()).GetProperty("objects").GetInt64() > read, "reading on");
            await enough.CancelAsync();
            written = await writing;
        }

        var again = Path.Combine(work.Root, "again");
        (await work.RunAsync("restore", place, "--data", again)).ShouldExit(0);
        var restored = new DataOnDisk(again).ShouldBeTidy();
        (await work.RunAsync("lake", "verify", "--deep", "--data", again)).ShouldExit(0);
        string[] objects = [.. restored.WholeObjects.Order(StringComparer.Ordinal)];
        output.WriteLine($"{objects.Length} of {written + 1} objects are in the backup");
        objects.Length.ShouldBeInRange(Several, written, "some are in it, those that came later are not");
        var alone = Path.Combine(work.Root, "alone");
        (await work.RunAsync(["detect", .. objects, "--data", alone])).ShouldExit(0);
        new DataOnDisk(alone).Content.ShouldBe(restored.Content);
        (await work.RunAsync("detect", objects[0], "--data", again)).ShouldExit(0); // what the service had read and not yet judged
        (await FindingsAsync(work, again)).ShouldBe(await FindingsAsync(work, alone));
    }

    [Fact]
    public async Task What_was_restored_goes_on_where_the_backup_was_taken()
    {
        using var work = new Workspace();
        work.Write("0.json", Sample.File(SmallTrail.Records()));
        (await work.RunAsync("detect", work.Trail, "--data", work.Data)).ShouldExit(0);
        var place = Path.Combine(work.Root, "backup.tar");
        var again = Path.Combine(work.Root, "again");
        await using (var service = await RunningService.StartReadyAsync(work))
        {
            (await work.RunAsync("backup", place, "--data", work.Data)).ShouldExit(0);
            work.Write("1.json", Sample.File(Enumerable.Range(0, 50).Select(i => Sample.Record($"later-{i}", "Client.AnotherOne", SmallTrail.Hours + 1 + (i / 60.0)))));
            await service.UntilIdleAsync(objects: 1);
            await service.UntilAsync(async () => (await service.StatusAsync()).GetProperty("stored").GetInt64() == 50, "stored");
            await service.UntilIdleAsync(objects: 1);
            (await service.StopAsync()).ExitCode.ShouldBe(0, service.Log);
        }

        (await work.RunAsync("restore", place, "--data", again)).ShouldExit(0);
        (await work.RunAsync("detect", work.Trail, "--data", again)).ShouldExit(0).Counts.Stored.ShouldBe(50);
        (await work.RunAsync("alerts", "--data", again, "--format", "ndjson")).Documents.Select(Id).ShouldBe((await work.RunAsync("alerts", "--data", work.Data, "--format", "ndjson")).Documents.Select(Id));

        static string Id(System.Text.Json.JsonElement alert) => alert.GetProperty("offtrail").GetProperty("alert").GetProperty("id").GetString()!;
    }

    private const int Several = 8;

    private static async Task<string> FindingsAsync(Workspace work, string data) =>
        (await work.RunAsync("anomalies", "--data", data)).ShouldExit(0).Out + "--\n" + (await work.RunAsync("alerts", "--data", data, "--format", "ndjson")).ShouldExit(0).Out;

    /// <summary>Writes object after object until it is enough; gives how many.</summary>
    private static async Task<int> WriteAsync(Workspace work, CancellationToken enough)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; ; i++)
        {
            work.Write($"new/{i:000}.json", Sample.File(Enumerable.Range(0, 100).Select(n => Sample.Record($"new-{i}-{n}", n == 0 ? $"Client.New{i}" : null, SmallTrail.Hours + i + (n / 100.0)))));
            try
            {
                await tick.WaitForNextTickAsync(enough);
            }
            catch (OperationCanceledException)
            {
                return i + 1;
            }
        }
    }
}
