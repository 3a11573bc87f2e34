using System.CommandLine;

namespace Offtrail.Cli;

/// <summary>A command that lists when nothing is said behind it.</summary>
internal static class Listing
{
    /// <summary>Lets it list also when <c>list</c> is said: other commands have that word.</summary>
    /// <param name="command">With its options and its action.</param>
    public static void AllowWord(Command command)
    {
        var list = new Command("list", $"The same as \"offtrail {command.Name}\"") { Action = command.Action };
        foreach (var option in command.Options) list.Options.Add(option);
        list.Validators.AddRange(command.Validators);
        command.Subcommands.Insert(0, list);
    }
}
