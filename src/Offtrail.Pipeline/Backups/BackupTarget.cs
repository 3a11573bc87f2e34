using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Where a backup goes: a folder or an archive.</summary>
internal abstract class BackupTarget : IDisposable
{
    /// <summary>Name of the folder in the backup for the state and what the user wrote.</summary>
    public abstract string Folder { get; }

    /// <summary>Where the copy of the state is made, before it is added.</summary>
    public abstract string StateFile { get; }

    /// <summary>Whether the backup that is there has a segment already.</summary>
    public abstract bool Has(Segment segment);

    /// <summary>Adds a segment's file.</summary>
    /// <returns>What is wrong with it, so that it stays out; null when nothing is.</returns>
    public abstract string? AddSegment(Segment segment, DataFolder from);

    /// <summary>Adds a file of the data folder. Gives its XXH128.</summary>
    /// <param name="name">Its path in the data folder, with "/".</param>
    /// <param name="file">The file.</param>
    public abstract string AddFile(string name, string file);

    /// <summary>Makes it a backup: from here on it is whole.</summary>
    public abstract void Finish(BackupIndex index, IReadOnlyList<Segment> segments);

    /// <inheritdoc/>
    public abstract void Dispose();
}
