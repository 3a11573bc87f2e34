using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Keeps the inventory fresh beside the loops. What fails is told once and tried again.</summary>
internal sealed partial class InventoryHost(DataFolder folder, InventorySettings settings, TimeProvider clock, ILogger<InventoryHost> log) : BackgroundService
{
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(15);

    private string _told = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server's start does not wait for AWS
        var refresh = new InventoryRefresh(folder.Root, settings, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (refresh.Due() is var due && due > TimeSpan.Zero) await Task.Delay(due, clock, stoppingToken).ConfigureAwait(false);
                var parts = await refresh.RunAsync(stoppingToken).ConfigureAwait(false);
                Tell(parts);
                if (parts.Any(p => p.Problem is not null)) await Task.Delay(s_again, clock, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Failed(log, e.Message);
                await Task.Delay(s_again, clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private void Tell(IReadOnlyList<InventoryPart> parts)
    {
        Read(log, parts.Count(p => p.Problem is null), parts.Sum(p => p.Addresses.Count));
        var problems = string.Join("; ", parts.Where(p => p.Problem is not null).Select(p => $"{p.Account} {p.Region}: {p.Problem}"));
        if (problems.Length > 0 && problems != _told) Failed(log, problems);
        _told = problems;
    }

    [LoggerMessage(40, LogLevel.Information, "inventory read: {Parts} accounts and regions, {Addresses} addresses")]
    private static partial void Read(ILogger log, int parts, int addresses);

    [LoggerMessage(41, LogLevel.Warning, "the inventory can't be read anew and what was read before stands: {Reason}")]
    private static partial void Failed(ILogger log, string reason);
}
