using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules enable</c> and <c>disable</c>.</summary>
internal static class RulesSwitch
{
    public static Command Enable(TimeProvider clock, StandardStreams streams) => Create("enable", "Let rules run again.", enabled: true, clock, streams);

    public static Command Disable(TimeProvider clock, StandardStreams streams) => Create("disable", "Switch rules off: they run only when they are named.", enabled: false, clock, streams);

    private static Command Create(string name, string description, bool enabled, TimeProvider clock, StandardStreams streams)
    {
        var ids = new Argument<string[]>("RULE") { Description = "Ids of rules", Arity = ArgumentArity.OneOrMore };
        var data = CommonOptions.Data();
        var command = new Command(name, description) { ids, data };
        Examples.Add(command, $"offtrail rules {name} rare_error_code");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var named = parsed.GetRequiredValue(ids);
            var changed = new RuleFolder(folder, clock, Environment.UserName).Switch(named, enabled);
            foreach (var (id, done) in named.Zip(changed)) streams.Out.WriteLine(done ? $"{id} is {(enabled ? "on" : "off")} now" : $"{id} was {(enabled ? "on" : "off")} already");
            return ExitCodes.Done;
        });
        return command;
    }
}
