using Microsoft.Extensions.Hosting;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Runs the loops as long as the server stands, and stops the server when they end.</summary>
internal sealed class LiveHost(LiveService live, IHostApplicationLifetime lifetime, CancellationTokenSource abort, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>How long a step in hand may take once it is to stop; then it is broken off, and done again at the next start.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(7);

    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenRegistration _told;
    private CancellationTokenSource? _late;
    private Task _running = Task.CompletedTask;

    /// <summary>How long a shutdown takes at most.</summary>
    public static TimeSpan MostShutdown { get; } = TimeSpan.FromSeconds(9);

    /// <summary>Ends when the loops have ended; with their error, if it was one.</summary>
    public Task Ended => _running;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _told = lifetime.ApplicationStopping.Register(BeginStop); // at once, and not when the last request has ended
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        BeginStop();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _told.Dispose();
        _late?.Dispose();
        _stop.Dispose();
    }

    private void BeginStop()
    {
        lock (_stop)
        {
            if (_late is not null) return;
            _late = new CancellationTokenSource(s_step, clock);
            _late.Token.Register(abort.Cancel);
        }

        _stop.Cancel();
    }

    private async Task RunAsync()
    {
        try
        {
            await live.RunAsync(_stop.Token, abort.Token).ConfigureAwait(false);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
