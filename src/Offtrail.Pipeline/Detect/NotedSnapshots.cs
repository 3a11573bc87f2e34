using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What a job notes during a run, by time: in memory until it is stored. Beyond <see cref="MaxBytes"/> the earliest times go, the latest stays.</summary>
internal sealed class NotedSnapshots(IReadOnlyList<long> times)
{
    /// <summary>States of more than this together are not kept: going back further then means to begin anew.</summary>
    public const long MaxBytes = 64 << 20;

    private readonly SortedDictionary<long, List<SnapshotState>> _noted = new(times.ToDictionary(t => t, _ => new List<SnapshotState>()));
    private long _bytes;

    /// <summary>The states of each time that was kept.</summary>
    public IReadOnlyDictionary<long, List<SnapshotState>> ByTime => _noted;

    /// <summary>Notes what a detector knows of a scope at a time.</summary>
    public void Add(long at, SnapshotState state)
    {
        if (!_noted.TryGetValue(at, out var states)) return; // dropped
        states.Add(state);
        _bytes += state.State.Length;
        while (_bytes > MaxBytes && _noted.Count > 1)
        {
            var (earliest, dropped) = _noted.First();
            _bytes -= dropped.Sum(s => (long)s.State.Length);
            _noted.Remove(earliest);
        }
    }
}
