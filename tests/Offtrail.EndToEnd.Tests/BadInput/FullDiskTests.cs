using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.BadInput;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_ends_the_run_and_the_next_run_takes_up_what_is_left()
    {
        using var work = new Workspace();
        var disk = Path.Combine(work.Root, "disk");
        Directory.CreateDirectory(disk);
        if (await Shell.TryAsync("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk) is not { ExitCode: 0 })
            Assert.Skip("no small disk can be mounted here (mount needs root)");
        try
        {
            await FillAsync(work, disk);
        }
        finally
        {
            await Shell.TryAsync("umount", "-l", disk);
        }
    }

    private static async Task FillAsync(Workspace work, string disk)
    {
        const int Files = 30;
        for (var i = 0; i < Files; i++) work.Write($"{i}.json", [.. Noisy(i)]);
        string[] args = ["detect", work.Trail, "--data", Path.Combine(disk, "data"), "--threads", "1"];
        var full = (await work.RunAsync(args)).ShouldExit(1);
        full.Error.ShouldContain("space", Case.Insensitive);
        full.Error.Trim().Split('\n').ShouldContain(line => line.StartsWith("offtrail: ", StringComparison.Ordinal));

        (await Shell.TryAsync("mount", "-o", "remount,size=200m", disk))!.Value.ExitCode.ShouldBe(0);
        var counts = (await work.RunAsync(args)).ShouldExit(0).ShouldSay($"{Files * 20} events of 1 account").Counts;
        counts.Quarantined.ShouldBe(0);
    }

    /// <summary>Records that no compression makes small.</summary>
    private static IEnumerable<JsonObject> Noisy(int file)
    {
        var random = new Random(file);
        for (var i = 0; i < 20; i++)
        {
            var noise = new byte[30_000];
            random.NextBytes(noise);
            yield return Sample.Record($"{file}-{i}").With("requestParameters", Convert.ToBase64String(noise));
        }
    }
}
