namespace Offtrail.Pipeline;

/// <summary>Folders of our own.</summary>
public static class OwnFolder
{
    /// <summary>Makes a folder that only its owner may read: there are records in it, and hashes of passwords. One that is there stays as it is.</summary>
    public static DirectoryInfo CreatePrivate(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Whether files can be made in a folder. Makes one, and removes it.</summary>
    public static bool CanWrite(string path)
    {
        try
        {
            var probe = Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
