using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail backup</c>: a copy of the data folder, also while a service runs on it.</summary>
internal static class BackupCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var place = new Argument<string>("PLACE") { Description = "A file that ends in .tar, or a folder: new, empty, or that of an earlier backup, to which what is new is added" };
        var data = CommonOptions.Data();
        var command = new Command("backup", "Copy the data folder as it is at this instant: lake, state, what you wrote. A service may go on meanwhile.") { place, data };
        Examples.Add(command, "offtrail backup /backup/offtrail                 again and again: each time only what is new", "offtrail backup offtrail.tar                     one file");
        command.SetAction((parsed, cancellationToken) =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var started = clock.GetTimestamp();
            var done = new Backup(folder, clock).Run(parsed.GetRequiredValue(place), (_, _) => { }, cancellationToken);
            Line(streams.Out, "Backed up", $"{Contents(done.Index)} to {PlainText.Of(done.Place)}, {(done.Added == done.Index.Segments ? "all of it" : Count(done.Added, "segment"))} new, in {Seconds(clock.GetElapsedTime(started))}");
            return Task.FromResult(Tell(done.Damaged, "is not in the backup", streams.Error));
        });
        return command;
    }

    /// <summary>What a backup holds, in words.</summary>
    public static string Contents(BackupIndex index) => $"{Count(index.Events, "event")} in {Count(index.Segments, "segment")}, {Bytes(index.Bytes)}, state and {Count(index.Files.Count - 1, "file")} of yours as of {Time(index.MadeAt)} UTC";

    /// <summary>Tells of damaged segments; gives the exit code.</summary>
    public static int Tell(IReadOnlyList<DamagedSegment> damaged, string what, TextWriter error)
    {
        foreach (var d in damaged) Line(error, "Warning", $"segment {d.Segment.Path} {what}: {d.Reason}; \"offtrail lake verify --repair\" reads the objects of its {Number(d.Missing)} events again");
        return damaged.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
