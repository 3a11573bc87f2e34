using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Service;

/// <summary>A service that is killed again and again while a trail is delivered to it.</summary>
internal static class KilledService
{
    private const int Parts = 60;

    /// <summary>Delivers parts of the small trail: late by days, out of order, some twice. Gives how often the service was killed.</summary>
    /// <param name="work">The workspace, with the configuration in its data folder.</param>
    /// <param name="random">Draws the order and the moments.</param>
    /// <param name="deliver">Delivers a part under a name; some come under two.</param>
    public static Task<int> RunAsync(Workspace work, Random random, Action<string, string> deliver)
    {
        var records = SmallTrail.Records();
        JsonObject[][] parts = [.. records.Chunk(1 + (records.Count / Parts))];
        random.Shuffle(parts);
        return RunAsync(work, random, parts.Select<JsonObject[], Action>((part, i) => () =>
        {
            deliver($"part-{i}.json", Sample.File(part));
            if (i % 5 == 0) deliver($"again-{i}.json", Sample.File(part));
        }), () => random.Next(4, 9), TimeSpan.FromMilliseconds(400), () => records.Count);
    }

    /// <summary>Delivers all, and lets the service come to rest. Gives how often it was killed.</summary>
    /// <param name="work">The workspace, with the configuration in its data folder.</param>
    /// <param name="random">Draws the moments.</param>
    /// <param name="deliveries">What is delivered, piece by piece.</param>
    /// <param name="ofALife">How many pieces the service sees before it is killed.</param>
    /// <param name="between">The longest time from one piece to the next.</param>
    /// <param name="events">How many events there are when all is delivered.</param>
    /// <param name="limit">How long it may take in the end until all is judged; null for the usual time.</param>
    public static async Task<int> RunAsync(Workspace work, Random random, IEnumerable<Action> deliveries, Func<int> ofALife, TimeSpan between, Func<long> events, TimeSpan? limit = null)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var kills = 0;
        using var rest = deliveries.GetEnumerator();
        for (var more = true; more;)
        {
            await using var service = await RunningService.StartAsync(work);
            for (var some = ofALife(); some > 0 && (more = rest.MoveNext()); some--)
            {
                rest.Current();
                await Task.Delay(between * random.NextDouble(), cancelled);
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
            return status.GetProperty("events").GetInt64() == events() && !status.GetProperty("is_behind").GetBoolean();
        }, "all is read and judged", limit);
        await last.UntilAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/api/v1/sinks/outbox", cancelled)).GetProperty("items").GetArrayLength() == 0, "all is delivered");
        (await last.StopAsync()).ExitCode.ShouldBe(0, last.Log);
        return kills;
    }
}
