using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>Objects that are at hand, as a source.</summary>
internal sealed class GivenObjects(IReadOnlyCollection<SourceObject> objects) : ISource
{
    /// <inheritdoc/>
    public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem) => objects;

    /// <inheritdoc/>
    public (long Objects, long Bytes) Measure(CancellationToken cancellationToken) => (objects.Count, objects.Sum(o => o.Size));
}
