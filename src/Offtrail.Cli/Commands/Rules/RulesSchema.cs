using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules schema</c>.</summary>
internal static class RulesSchema
{
    public static Command Create(StandardStreams streams)
    {
        var command = new Command("schema", "The JSON schema of rules, by which editors check and complete YAML.");
        Examples.Add(command, "offtrail rules schema > rule.schema.json", "# yaml-language-server: $schema=rule.schema.json   as the first line of a rule");
        command.SetAction(_ =>
        {
            streams.Out.Write(Pack.RuleSchema);
            return ExitCodes.Done;
        });
        return command;
    }
}
