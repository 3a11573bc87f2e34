using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake …</c>: a look at what was ingested.</summary>
internal static class LakeCommand
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var quarantine = new Command("quarantine", "List what was read and could not be taken as an event, with its place and the reason.") { data };
        Examples.Add(quarantine, "offtrail lake quarantine", "offtrail lake quarantine --data ./case-17");
        quarantine.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var entries = folder.State.Quarantine.List();
            foreach (var entry in entries) streams.Out.WriteLine(SummaryPrinter.Entry(entry));
            if (entries.Count == 0) streams.Error.WriteLine("Nothing is in quarantine.");
            return ExitCodes.Done;
        });
        var lake = new Command("lake", "Look into the lake.") { quarantine };
        Examples.Add(lake, "offtrail lake quarantine");
        return lake;
    }
}
