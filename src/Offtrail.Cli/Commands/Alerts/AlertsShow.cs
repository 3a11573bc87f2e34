using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts show</c>: all about one alert.</summary>
internal static class AlertsShow
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("ALERT") { Description = "Its id, or what it begins with" };
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("show", "All about one alert: what, who, from where, how rare, and what people did with it.") { id, data, format };
        Examples.Add(command, "offtrail alerts show 194f2e", "offtrail alerts show 194f2e --format json");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var alert = AlertLookup.Alert(folder.State, parsed.GetRequiredValue(id));
            if (parsed.GetValue(format) == AlertFormat.Table) AlertSheet.Print(folder.State, alert, Pack.Load(folder.Root), parsed.GetValue(data), streams.Out);
            else streams.Out.WriteLine(AlertState.Document(folder.State, alert));
            return ExitCodes.Done;
        });
        return command;
    }
}
