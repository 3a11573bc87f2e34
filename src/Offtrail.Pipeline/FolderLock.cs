namespace Offtrail.Pipeline;

/// <summary>Locks between processes, by a file that is held open. A process that ends, however, lets go of them.</summary>
internal static class FolderLock
{
    /// <summary>The only holder of a lock; null when somebody holds it.</summary>
    public static FileStream? Exclusive(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>One of several holders. Null on a medium that nobody can write to, where there is nothing to guard against.</summary>
    /// <exception cref="IOException">Somebody has held it alone for ten seconds; that takes milliseconds.</exception>
    public static FileStream? Shared(string file)
    {
        using var never = new ManualResetEventSlim();
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (!File.Exists(file)) File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
                return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
            catch (IOException) when (tries < 1000)
            {
                if (!File.Exists(file) && !OwnFolder.CanWrite(Path.GetDirectoryName(file)!)) return null;
                never.Wait(10);
            }
        }
    }

    /// <summary>Whether somebody has the file open: EWOULDBLOCK of Linux (11) and macOS (35), a sharing or lock violation of Windows (32, 33).</summary>
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32 or 33;
}
