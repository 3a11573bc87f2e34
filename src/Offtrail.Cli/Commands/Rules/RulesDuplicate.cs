using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules duplicate</c>.</summary>
internal static class RulesDuplicate
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var id = new Argument<string>("RULE") { Description = "A rule's id" };
        var copy = new Argument<string>("NEW") { Description = "The id of the new rule" };
        var name = new Option<string?>("--name") { Description = "Its name. Default: that of the other, with \"(copy)\"", HelpName = "NAME" };
        var command = new Command("duplicate", "Make a rule of your own out of another.") { id, copy, name };
        Examples.Add(command, "offtrail rules duplicate rare_error_code my_error_codes --name \"Error codes, root only\"");
        return command.Changes(clock, (parsed, pack, rules, _) =>
        {
            var made = rules.Duplicate(pack, pack.Rule(parsed.GetRequiredValue(id)), parsed.GetRequiredValue(copy), parsed.GetValue(name));
            streams.Out.WriteLine($"{made.Id} is there; \"offtrail rules edit {made.Id}\" changes it");
        });
    }
}
