using System.Diagnostics.CodeAnalysis;
using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>
/// What a source has already, given to a service piece by piece. Gone through once; again five minutes later when something could not be looked at or read, until all is there.
/// What was read in an earlier run is known to the ledger.
/// </summary>
internal sealed class Backfill(string id, ISource source, TimeProvider clock) : ILiveSource
{
    private const int MostTogether = 1000;
    private const int MostProblems = 100;

    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);

    private IEnumerator<SourceObject>? _objects;
    private readonly List<SourceProblem> _problems = []; // of the pass, as long as there is no other
    private long? _ended;
    private volatile bool _lacks;

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public async Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken)
    {
        if (_ended is { } ended && !(_lacks && clock.GetElapsedTime(ended) >= s_again))
        {
            _problems.ForEach(onProblem);
            await Task.Delay(s_wait, clock, cancellationToken).ConfigureAwait(false);
            return Arrival.None;
        }

        if (_objects is null)
        {
            _problems.Clear();
            (_objects, _ended, _lacks) = (source.Objects(Tell).GetEnumerator(), null, false);
        }

        var found = new List<SourceObject>();
        await Task.Run(() =>
        {
            while (found.Count < MostTogether && !cancellationToken.IsCancellationRequested)
            {
                if (!TryNext(_objects, out var next, cancellationToken)) break;
                found.Add(next);
            }
        }, cancellationToken).ConfigureAwait(false);
        _problems.ForEach(onProblem);
        return found.Count > 0 ? new Piece(found, () => _lacks = true) : Arrival.None;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _objects?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The next object. At the end, and at a fault that nobody foresaw, the pass ends; after a fault there is another.</summary>
    private bool TryNext(IEnumerator<SourceObject> objects, [NotNullWhen(true)] out SourceObject? next, CancellationToken cancellationToken)
    {
        try
        {
            if (objects.MoveNext())
            {
                next = objects.Current;
                return true;
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Tell(new SourceProblem(id, e.Message, IsLoss: true));
        }

        objects.Dispose();
        (_objects, _ended) = (null, clock.GetTimestamp());
        next = null;
        return false;
    }

    private void Tell(SourceProblem problem)
    {
        _lacks |= problem.IsLoss;
        if (_problems.Count < MostProblems) _problems.Add(problem);
    }

    private sealed class Piece(IReadOnlyList<SourceObject> objects, Action onLack) : Arrival(objects)
    {
        public override Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken)
        {
            if (!Objects.All(isStored)) onLack();
            return Task.CompletedTask;
        }
    }
}
