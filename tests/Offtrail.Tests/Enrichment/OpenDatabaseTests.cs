using System.Diagnostics;
using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

/// <summary>The databases that eng/geo-databases fetches. Without npm or the network the tests say so and are skipped.</summary>
public sealed class OpenDatabaseTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_open_databases_know_countries_and_autonomous_systems()
    {
        using var geo = GeoDatabase.Open(await PathsAsync());
        foreach (var file in geo.Files) output.WriteLine($"{file}");
        geo.Files.Aggregate(GeoContents.None, (all, f) => all | f.Contents).ShouldBe(GeoContents.Country | GeoContents.AutonomousSystem);
        geo.Files.ShouldAllBe(f => f.BuildDate.Year >= 2026);
        var found = geo.Find("8.8.8.8"u8)!;
        (found.CountryIso, found.AsNumber).ShouldBe(("US", 15169));
        found.AsOrganization!.ShouldContain("Google");
        geo.Find("2600:1f70::1"u8)!.AsOrganization!.ShouldContain("Amazon");
        geo.Find("1.0.64.1"u8)!.CountryIso.ShouldBe("JP");
        geo.Find("10.0.0.1"u8).ShouldBeNull();
        geo.Find("203.0.113.1"u8).ShouldBeNull();
    }

    private static async Task<string[]> PathsAsync()
    {
        var script = Repository.PathOf("eng", "geo-databases");
        if (OperatingSystem.IsWindows()) Assert.Skip("eng/geo-databases is a bash script");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(script) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(3));
            var (told, problems) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.WaitForExitAsync(limit.Token);
                if (process.ExitCode == 0) return (await told).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Skip($"eng/geo-databases could not fetch the open databases: {(await problems).Trim()}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                Assert.Skip("eng/geo-databases did not end within three minutes");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"eng/geo-databases can't be started: {e.Message}");
        }

        return [];
    }
}
