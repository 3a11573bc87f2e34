using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Whether the data folder can be written to, and who else may read what is secret.</summary>
internal static class RightsCheck
{
    private const string Area = "rights";
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Of(string root)
    {
        var folder = new DirectoryInfo(root);
        while (folder is { Exists: false }) folder = folder.Parent;
        yield return folder is null || !OwnFolder.CanWrite(folder.FullName)
            ? Finding.Problem(Area, $"{folder?.FullName ?? root} can't be written to by {Environment.UserName}", $"run as the owner of the folder, or give it away: chown -R {Environment.UserName} {folder?.FullName ?? root}")
            : Finding.Ok(Area, $"{Environment.UserName} can write to {folder.FullName}");
        foreach (var file in new[] { DataFolder.StateName, "lake", DataFolder.ServiceFile, SinkList.FileName, "keys" }.Select(n => Path.Combine(root, n)).Where(Path.Exists))
            if (!CanRead(file)) yield return Finding.Problem(Area, $"{file} can't be read by {Environment.UserName}", $"chown -R {Environment.UserName} {root}");
        if (!OthersMayRead(root)) yield break; // nor what is in it
        foreach (var secret in new[] { "keys", SinkList.FileName, DataFolder.StateName }.Select(n => Path.Combine(root, n)).Where(OthersMayRead)) yield return Exposed(secret);
    }

    private static bool OthersMayRead(string path) => !OperatingSystem.IsWindows() && Path.Exists(path) && (File.GetUnixFileMode(path) & OfOthers) != 0;

    private static Finding Exposed(string secret) => Path.GetFileName(secret) switch
    {
        "keys" => Finding.Problem(Area, $"others may read {secret}, which has the keys of sessions", $"chmod 700 {secret}"),
        DataFolder.StateName => Finding.Warning(Area, $"others may read {secret}, which has records, alerts and hashes of passwords", $"chmod 700 {Path.GetDirectoryName(secret)}"),
        _ => Finding.Warning(Area, $"others may read {secret}; it may hold secrets", $"chmod 600 {secret}"),
    };

    private static bool CanRead(string path)
    {
        try
        {
            if (Directory.Exists(path)) _ = Directory.EnumerateFileSystemEntries(path).Any();
            else File.OpenRead(path).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
