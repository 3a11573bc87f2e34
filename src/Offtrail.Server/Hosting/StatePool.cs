using System.Collections.Concurrent;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>
/// Connections to the state for requests, each used by one at a time: the service's own is busy for as long as a step's transaction takes. They see
/// what was committed before, and write in transactions of their own.
/// </summary>
public sealed class StatePool(DataFolder folder) : IDisposable
{
    private const int MostIdle = 8;

    private readonly ConcurrentBag<StateStore> _idle = [];

    /// <summary>A connection, to be given back by disposing of it.</summary>
    public Lease Rent() => new(this, _idle.TryTake(out var state) ? state : folder.OpenState());

    /// <summary>Changes the state in one transaction.</summary>
    public T Change<T>(Func<StateStore, T> change)
    {
        using var lease = Rent();
        var state = lease.State;
        return state.InTransaction(() => change(state));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var state)) state.Dispose();
    }

    private void Return(StateStore state)
    {
        if (_idle.Count < MostIdle) _idle.Add(state);
        else state.Dispose();
    }

    /// <summary>A connection in use.</summary>
    public sealed class Lease(StatePool pool, StateStore state) : IDisposable
    {
        /// <summary>The connection.</summary>
        public StateStore State => state;

        /// <inheritdoc/>
        public void Dispose() => pool.Return(state);
    }
}
