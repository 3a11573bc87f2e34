using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules show</c>.</summary>
internal static class RulesShow
{
    public static Command Create(StandardStreams streams)
    {
        var rule = new Argument<string>("RULE") { Description = "A rule's id, or a YAML file" };
        var data = CommonOptions.Data();
        var command = new Command("show", "A rule's definition as YAML: the pattern for one of your own.") { rule, data };
        Examples.Add(command, "offtrail rules show rare_error_code", "offtrail rules show rare_error_code > my_rule.yaml");
        command.SetAction(parsed =>
        {
            var pack = Pack.Load(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            streams.Out.Write(pack.TextOf(pack.Rule(parsed.GetRequiredValue(rule))));
            return ExitCodes.Done;
        });
        return command;
    }
}
