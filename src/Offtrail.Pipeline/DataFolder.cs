using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>The folder with the lake, the state and temporary files. One process at a time writes to it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string root, FileStream? inUse, StateStore state)
    {
        Root = root;
        _lock = inUse;
        State = state;
        Lake = new LakeFolder(Path.Combine(root, "lake"));
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The lake's files.</summary>
    public LakeFolder Lake { get; }

    /// <summary>The state.</summary>
    public StateStore State { get; }

    /// <summary>For what does not fit into memory; emptied when the folder is opened for writing.</summary>
    public string Temp => Path.Combine(Root, "tmp");

    /// <summary>Opens a folder for writing; makes it when there is none.</summary>
    /// <exception cref="IOException">Another process uses it, or it can't be made.</exception>
    public static DataFolder OpenForWriting(string path)
    {
        var root = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.Combine(root, "lake"));
        var inUse = Lock(root);
        try
        {
            var temp = Path.Combine(root, "tmp");
            if (Directory.Exists(temp)) Directory.Delete(temp, recursive: true);
            Directory.CreateDirectory(temp);
            return new DataFolder(root, inUse, StateStore.Open(StateFile(root)));
        }
        catch
        {
            inUse.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder for reading, also while another process writes to it.</summary>
    /// <exception cref="IOException">It holds no data of Offtrail.</exception>
    public static DataFolder OpenForReading(string path)
    {
        var root = Path.GetFullPath(path);
        return File.Exists(StateFile(root))
            ? new DataFolder(root, null, StateStore.Open(StateFile(root)))
            : throw new IOException($"{root} holds no data of Offtrail yet; \"offtrail detect PATH --data {path}\" makes it");
    }

    private static string StateFile(string root) => Path.Combine(root, "state.db");

    private static FileStream Lock(string root)
    {
        var file = Path.Combine(root, ".lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new IOException($"the data folder {root} is in use by another offtrail; wait for it, or choose another with --data", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        State.Dispose();
        _lock?.Dispose();
    }
}
