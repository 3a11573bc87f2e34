using Offtrail.Events;

namespace Offtrail.Pipeline;

/// <summary>What was found in the object that a worker reads.</summary>
internal sealed class ObjectTally
{
    public long ContentBytes;
    public long Stored;
    public long Duplicates;
    public long Quarantined;
    public long CutValues;
    public bool IsDamaged;
    public bool StreamFailed;
    public readonly long[] SetAside = new long[Enum.GetValues<SetAsideKind>().Length];

    public void Reset()
    {
        (ContentBytes, Stored, Duplicates, Quarantined, CutValues, IsDamaged, StreamFailed) = (0, 0, 0, 0, 0, false, false);
        Array.Clear(SetAside);
    }
}
