using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A service that is killed again and again while parts of the small trail are delivered to it: late by days, out of order, some twice.</summary>
internal static class KilledService
{
    private const int Parts = 60;

    /// <summary>Delivers all, and lets the service come to rest. Gives how often it was killed.</summary>
    /// <param name="work">The workspace, with the configuration in its data folder.</param>
    /// <param name="random">Draws the order and the moments.</param>
    /// <param name="deliver">Delivers a part under a name; some come under two.</param>
    public static async Task<int> RunAsync(Workspace work, Random random, Action<string, string> deliver)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var records = SmallTrail.Records();
        JsonObject[][] parts = [.. records.Chunk(1 + (records.Count / Parts))];
        random.Shuffle(parts);
        var (written, kills) = (0, 0);
        while (written < parts.Length)
        {
            await using var service = await RunningService.StartAsync(work);
            for (var some = random.Next(4, 9); some > 0 && written < parts.Length; some--, written++)
            {
                deliver($"part-{written}.json", Sample.File(parts[written]));
                if (written % 5 == 0) deliver($"again-{written}.json", Sample.File(parts[written]));
                await Task.Delay(random.Next(0, 400), cancelled);
            }

            await Task.Delay(random.Next(0, 2500), cancelled);
            await service.KillAsync();
            kills++;
        }

        await using var last = await RunningService.StartAsync(work);
        using var client = last.Client(await last.KeyAsync("viewer"));
        await last.UntilAsync(async () =>
        {
            var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status", cancelled);
            return status.GetProperty("events").GetInt64() == records.Count && !status.GetProperty("is_behind").GetBoolean();
        }, "all is read and judged");
        await last.UntilAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/api/v1/sinks/outbox", cancelled)).GetProperty("items").GetArrayLength() == 0, "all is delivered");
        (await last.StopAsync()).ExitCode.ShouldBe(0, last.Log);
        return kills;
    }
}
