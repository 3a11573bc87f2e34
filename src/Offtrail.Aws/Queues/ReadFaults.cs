using System.Collections.Concurrent;

namespace Offtrail.Aws;

/// <summary>
/// What came of reading the objects that messages name. A missing right counts as the object's fault only when others were read: else it is everybody's. Safe for many threads.
/// </summary>
/// <param name="outage">That of the places where the objects are.</param>
internal sealed class ReadFaults(Outage outage)
{
    private readonly ConcurrentDictionary<string, AwsFault> _faults = new(StringComparer.Ordinal); // by name
    private volatile bool _hasRead;

    /// <summary>Notes that an object could be read, or why not.</summary>
    public void Note(string name, AwsFault? fault)
    {
        if (fault is null)
        {
            _hasRead = true;
            _faults.TryRemove(name, out _);
        }
        else _faults[name] = fault;

        if (fault is null || IsOfObject(fault)) outage.Ended(); // who answers for one object can be reached
        else outage.Failed(fault);
    }

    /// <summary>Why an object could not be read; null when nothing is known against it.</summary>
    public AwsFault? Of(HeldObject held) => held.Fault ?? _faults.GetValueOrDefault(held.Name);

    /// <summary>Whether trying again won't help. Of what was read and could not be stored it will.</summary>
    public bool IsHopeless(HeldObject held) => Of(held) is { } fault && IsOfObject(fault);

    /// <summary>Forgets what was noted of a message's objects.</summary>
    public void Forget(HeldMessage message)
    {
        foreach (var held in message.Objects) _faults.TryRemove(held.Name, out _);
    }

    private bool IsOfObject(AwsFault fault) => fault.Kind == AwsFaultKind.Object || (fault.Kind == AwsFaultKind.Denied && _hasRead);
}
