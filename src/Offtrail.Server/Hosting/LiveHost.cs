using Microsoft.Extensions.Hosting;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Runs the loops as long as the server stands, and stops the server when they end.</summary>
internal sealed class LiveHost(LiveService live, IHostApplicationLifetime lifetime, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>How long a step in hand may take once it is to stop; then it is broken off, and done again at the next start.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(7);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;

    /// <summary>How long a shutdown takes at most.</summary>
    public static TimeSpan MostShutdown { get; } = TimeSpan.FromSeconds(9);

    /// <summary>Ends when the loops have ended; with their error, if it was one.</summary>
    public Task Ended => _running;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        using var late = new CancellationTokenSource(s_step, clock);
        await using var abort = late.Token.Register(_abort.Cancel).ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await live.RunAsync(_stop.Token, _abort.Token).ConfigureAwait(false);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
