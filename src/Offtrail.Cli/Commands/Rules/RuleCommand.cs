using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary>What commands that change rules have in common: who does it, what is said about it, the data folder.</summary>
internal static class RuleCommand
{
    /// <summary>Adds the options to a command, and says what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="clock">Tells when.</param>
    /// <param name="change">Does it, with what the user says about it.</param>
    public static Command Changes(this Command command, TimeProvider clock, Action<ParseResult, Pack, RuleFolder, string?> change)
    {
        var by = new Option<string?>("--by") { Description = "Who does it. Default: your user name", HelpName = "WHO" };
        var note = new Option<string?>("--note") { Description = "What is to be said about it", HelpName = "TEXT" };
        var data = CommonOptions.Data();
        foreach (var option in new Option[] { by, note, data }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            using var folder = DataFolder.OpenForReading(root);
            change(parsed, Pack.Load(root), new RuleFolder(folder, clock, parsed.GetValue(by) ?? Environment.UserName), parsed.GetValue(note));
            return ExitCodes.Done;
        });
        return command;
    }
}
