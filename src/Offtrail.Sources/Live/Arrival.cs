namespace Offtrail.Sources;

/// <summary>Objects that came together.</summary>
/// <param name="objects">The objects; none when nothing came.</param>
public class Arrival(IReadOnlyList<SourceObject> objects)
{
    /// <summary>Nothing came.</summary>
    public static Arrival None { get; } = new([]);

    /// <summary>The objects.</summary>
    public IReadOnlyList<SourceObject> Objects => objects;

    /// <summary>Tells the source what has become of the objects: of those that are stored it need not tell again. To be called once, also when there are no objects, when all that could be stored is committed.</summary>
    /// <param name="isStored">Whether an object was read to its end and is in the ledger.</param>
    /// <param name="quarantine">Puts into the quarantine what the source gives up on, and commits it: when it has returned, the source forgets that. Not called for nothing.</param>
    /// <param name="cancellationToken">Ends it; what the source was not told of comes again.</param>
    public virtual Task SettleAsync(Func<SourceObject, bool> isStored, Action<IReadOnlyList<Undeliverable>> quarantine, CancellationToken cancellationToken) => Task.CompletedTask;
}
