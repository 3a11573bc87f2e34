using System.Runtime.InteropServices;
using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>How files get into a backup and out of it.</summary>
internal static class BackupFiles
{
    /// <summary>Whether a path stays in the folder that it is relative to. What is in a backup may have been changed by others.</summary>
    public static bool IsPlain(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(p => p is not ("" or "." or ".."));

    /// <summary>Gives a file a second name where the system can, else copies it. For what never changes.</summary>
    public static void LinkOrCopy(string from, string to)
    {
        if (IsLinked(from, to)) return;
        using var file = File.OpenRead(from);
        Write(file, to);
    }

    /// <summary>Writes a file anew, to the disk. Gives the XXH128 of its content.</summary>
    public static string Write(Stream content, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var file = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        using var hashing = new HashingStream(file);
        content.CopyTo(hashing);
        file.Flush(flushToDisk: true);
        return hashing.Checksum;
    }

    private static bool IsLinked(string from, string to)
    {
        try
        {
            return !OperatingSystem.IsWindows() && HardLink(from, to) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "link", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int HardLink([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
