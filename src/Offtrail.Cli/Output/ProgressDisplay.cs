using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.Sources;
using Spectre.Console;

namespace Offtrail.Cli;

/// <summary>Shows how far an ingestion is, on a terminal only: objects, events a second, time left.</summary>
internal static class ProgressDisplay
{
    public static async Task<IngestSummary> RunAsync(Ingester ingester, IReadOnlyList<ISource> sources, TimeProvider clock, StandardStreams streams, CancellationToken cancellationToken)
    {
        if (!streams.ErrorIsTerminal) return await ingester.RunAsync(sources, cancellationToken).ConfigureAwait(false);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error) });
        using var measureStop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var total = Task.Run(() => sources.Sum(s => s.Measure(measureStop.Token).Bytes), measureStop.Token);
        try
        {
            return await console.Progress().AutoClear(true).HideCompleted(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => FollowAsync(context, ingester, sources, total, clock, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await measureStop.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task<IngestSummary> FollowAsync(
        ProgressContext context, Ingester ingester, IReadOnlyList<ISource> sources, Task<long> total, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var bar = context.AddTask("Reading");
        bar.IsIndeterminate = true;
        var run = Task.Run(() => ingester.RunAsync(sources, cancellationToken), cancellationToken);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, tick.WaitForNextTickAsync(cancellationToken).AsTask()).ConfigureAwait(false);
            var counters = ingester.Counters;
            if (total is { IsCompletedSuccessfully: true } && await total.ConfigureAwait(false) is > 0 and var bytes)
            {
                bar.IsIndeterminate = false;
                bar.MaxValue = bytes;
                bar.Value = Math.Min(bytes, counters.BytesDone);
            }

            var events = counters.Stored + counters.Duplicates;
            var rate = events / Math.Max(0.001, clock.GetElapsedTime(started).TotalSeconds);
            bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{counters.Objects:N0} objects, {events:N0} events, {rate:N0}/s {ObjectLabel.Of(counters.Current)}"));
        }

        return await run.ConfigureAwait(false);
    }
}
