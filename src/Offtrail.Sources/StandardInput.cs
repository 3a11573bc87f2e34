namespace Offtrail.Sources;

/// <summary>Standard input as one object.</summary>
public sealed class StandardInput(Func<Stream> open) : ISource
{
    /// <summary>The path by which a user names it.</summary>
    public const string Path = "-";

    /// <inheritdoc/>
    public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem) => [new SourceObject(Path, 0, null, open)];

    /// <inheritdoc/>
    public (long Objects, long Bytes) Measure(CancellationToken cancellationToken) => (1, 0);
}
