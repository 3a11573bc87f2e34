using Offtrail.Pipeline;
using Offtrail.Server;

namespace Offtrail.Cli;

/// <summary>Works on the users and keys of a data folder, whether a service runs on it or not.</summary>
internal static class Access
{
    /// <summary>Does something; what can't be done is a wrong use.</summary>
    public static int Do(string? data, Action<DataFolder> work)
    {
        var root = CommonOptions.DataFolderOf(data);
        if (!DataFolder.IsThere(root)) DataFolder.OpenForWriting(root).Dispose(); // it begins with its state
        using var folder = DataFolder.OpenForReading(root);
        try
        {
            work(folder);
            return ExitCodes.Done;
        }
        catch (AccountException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Writes a change into the audit log, under the name of the system's user.</summary>
    public static void Note(DataFolder folder, TimeProvider clock, string action, string subject, string? detail) => folder.State.InTransaction(() =>
    {
        folder.State.Audit.Add(clock.Micros(), $"{Environment.UserName} (command line)", action, subject, detail, from: null);
        return true;
    });
}
