namespace Offtrail.Sources;

/// <summary>A source that gives objects for as long as it is asked: a folder that others write into, a queue.</summary>
public interface ILiveSource : IAsyncDisposable
{
    /// <summary>What the configuration calls it.</summary>
    string Id { get; }

    /// <summary>Waits for objects: ends when there are some, or with none after a wait of the source's own, at most half a minute.</summary>
    /// <param name="onProblem">Is told what the source could not look at, at each call for as long as it lasts. A source that can't be reached is such a problem, and it waits longer before it tries again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Arrival> NextAsync(Action<SourceProblem> onProblem, CancellationToken cancellationToken);
}
