using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules delete</c>.</summary>
internal static class RulesDelete
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("RULE") { Description = "The id of a rule of the data folder" };
        var command = new Command("delete", "Remove a rule of your own. Its alerts and its history stay; if it took the place of a rule of the pack, that runs again.") { id };
        Examples.Add(command, "offtrail rules delete my_error_codes");
        return command.Changes(clock, (parsed, pack, rules, note) =>
        {
            var rule = pack.Rule(parsed.GetRequiredValue(id));
            rules.Delete(pack, rule, note);
            streams.Out.WriteLine($"{rule.Id} is deleted{(Pack.Load().RulesById.ContainsKey(rule.Id) ? "; the pack's rule of this id is in its place again" : $"; \"offtrail rules show {rule.Id} --revision N\" still has its text")}");
        });
    }
}
