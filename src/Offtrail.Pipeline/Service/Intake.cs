using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>
/// Waits for all sources side by side, and holds what came until it is taken. A source that has given two arrivals which nobody took is not asked for
/// more: what is in memory is bounded, and the rest waits where it is.
/// </summary>
internal sealed class Intake : IDisposable
{
    private const int WaitingOfASource = 2;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ILiveSource, SourceStatus> _status;
    private readonly List<Channel<Arrival>> _waiting = [];
    private readonly SemaphoreSlim _came = new(0, 1);
    private readonly IReadOnlyList<ILiveSource> _sources;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    public Intake(IReadOnlyList<ILiveSource> sources, TimeProvider clock, ILogger log)
    {
        (_sources, _clock, _log) = (sources, clock, log);
        _status = sources.ToDictionary(s => s, s => new SourceStatus(s.Id));
        foreach (var _ in sources) _waiting.Add(Channel.CreateBounded<Arrival>(WaitingOfASource));
    }

    /// <summary>How the sources are doing.</summary>
    public IReadOnlyList<SourceStatus> Status
    {
        get
        {
            lock (_lock) return [.. _sources.Select(s => _status[s])];
        }
    }

    /// <summary>Whether nothing waits to be taken.</summary>
    public bool IsEmpty => _waiting.All(w => w.Reader.Count == 0);

    /// <summary>Asks the sources until it is cancelled, each on a thread of its own: some look for long before they wait.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_sources.Zip(_waiting, (source, waiting) => Task.Run(() => ReceiveAsync(source, waiting.Writer, cancellationToken), cancellationToken)));

    /// <summary>Takes what came, in turns from the sources, until it is so many objects.</summary>
    public IReadOnlyList<(ILiveSource Source, Arrival Arrival)> Take(int mostObjects)
    {
        var taken = new List<(ILiveSource, Arrival)>();
        var objects = 0;
        for (var some = true; some && objects < mostObjects;)
        {
            some = false;
            foreach (var (i, waiting) in _waiting.Index())
            {
                if (!waiting.Reader.TryRead(out var arrival)) continue;
                some = true;
                objects += arrival.Objects.Count;
                taken.Add((_sources[i], arrival));
                Note(_sources[i], s => s with { Waiting = s.Waiting - arrival.Objects.Count });
            }
        }

        return taken;
    }

    /// <summary>Waits until something came since it last waited, or a time has passed.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(most, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _came.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // the time has passed
        }
    }

    /// <summary>Ends the wait of whoever waits.</summary>
    public void Wake() => Came();

    /// <summary>Says what a source gave up on.</summary>
    public void NoteUndeliverable(ILiveSource source, int number) => Note(source, s => s with { Undeliverable = s.Undeliverable + number });

    /// <inheritdoc/>
    public void Dispose() => _came.Dispose();

    private async Task ReceiveAsync(ILiveSource source, ChannelWriter<Arrival> waiting, CancellationToken cancellationToken)
    {
        for (HashSet<SourceProblem> known = [], now = []; ; (known, now) = (now, []))
        {
            try
            {
                var arrival = await source.NextAsync(p => now.Add(p), cancellationToken).ConfigureAwait(false);
                Look(source, known, now, arrival);
                if (ReferenceEquals(arrival, Arrival.None)) continue; // others want to be settled, with objects or without
                await waiting.WriteAsync(arrival, cancellationToken).ConfigureAwait(false);
                Came();
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested) // one source's fault is not the others' end
            {
                now.Add(new SourceProblem(source.Id, e.Message, IsLoss: false));
                Look(source, known, now, Arrival.None);
                await Task.Delay(s_pause, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes what a look brought, and tells the problems that the one before had not.</summary>
    private void Look(ILiveSource source, HashSet<SourceProblem> known, HashSet<SourceProblem> problems, Arrival arrival)
    {
        var now = _clock.Micros();
        Note(source, s => s with
        {
            Problem = Text(problems),
            LastLook = problems.Count == 0 ? now : s.LastLook,
            LastArrival = arrival.Objects.Count > 0 ? now : s.LastArrival,
            Objects = s.Objects + arrival.Objects.Count,
            Waiting = s.Waiting + arrival.Objects.Count,
            Bytes = s.Bytes + arrival.Objects.Sum(o => o.Size),
        });
        foreach (var problem in problems.Where(p => !known.Contains(p))) _log.SourceProblem(source.Id, problem.Path, problem.Reason);
    }

    private static string? Text(HashSet<SourceProblem> problems) => problems.FirstOrDefault() is not { } first ? null
        : string.Create(CultureInfo.InvariantCulture, $"{first.Path}: {first.Reason}{(problems.Count > 1 ? $" (and {problems.Count - 1:N0} more)" : "")}");

    private void Note(ILiveSource source, Func<SourceStatus, SourceStatus> change)
    {
        lock (_lock) _status[source] = change(_status[source]);
    }

    private void Came()
    {
        lock (_lock) if (_came.CurrentCount == 0) _came.Release();
    }
}
