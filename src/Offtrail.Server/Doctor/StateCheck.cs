using System.Globalization;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Whether the state's file is sound.</summary>
internal static class StateCheck
{
    private const string Area = "state";
    private const long LargeLog = 1L << 30;

    public static IEnumerable<Finding> Of(DataFolder folder)
    {
        var faults = folder.State.Faults();
        var file = new FileInfo(Path.Combine(folder.Root, DataFolder.StateName));
        yield return faults.Count == 0
            ? Finding.Ok(Area, string.Create(CultureInfo.InvariantCulture, $"the state is sound, of version {StateStore.Version}, {file.Length / 1e6:0.0} MB"))
            : Finding.Problem(Area, $"the state is damaged: {faults[0]}", "stop the service and bring back a backup with \"offtrail restore\"; without one, move the folder away and read the objects anew");
        var log = new FileInfo(file.FullName + "-wal");
        if (log is { Exists: true, Length: > LargeLog })
            yield return Finding.Warning(Area, string.Create(CultureInfo.InvariantCulture, $"the state's log has {log.Length / 1e6:0} MB: somebody has been reading for very long"), "end commands that hang; the log shrinks when nobody reads");
    }
}
