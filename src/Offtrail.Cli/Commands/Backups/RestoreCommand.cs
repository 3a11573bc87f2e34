using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail restore</c>: a data folder from a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create(StandardStreams streams)
    {
        var place = new Argument<string>("BACKUP") { Description = "The file or folder that \"offtrail backup\" made" };
        var data = CommonOptions.Data();
        var command = new Command("restore", "Make a data folder from a backup and compare every byte with its checksum. The folder must be new or empty.") { place, data };
        Examples.Add(command, "offtrail restore /backup/offtrail --data ./restored", "offtrail restore offtrail.tar");
        command.SetAction((parsed, cancellationToken) =>
        {
            var done = Restore.Run(parsed.GetRequiredValue(place), CommonOptions.DataFolderOf(parsed.GetValue(data)), _ => { }, cancellationToken);
            Line(streams.Out, "Restored", $"{BackupCommand.Contents(done.Index)} to {PlainText.Of(done.Place)}; {(done.Damaged.Count == 0 ? "all is as it was written" : $"{Count(done.Damaged.Count, "segment")} damaged")}");
            return Task.FromResult(BackupCommand.Tell(done.Damaged, "was not restored", streams.Error));
        });
        return command;
    }
}
