using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules show</c>.</summary>
internal static class RulesShow
{
    public static Command Create(StandardStreams streams)
    {
        var rule = new Argument<string>("RULE") { Description = "A rule's id, or a YAML file" };
        var revision = new Option<int?>("--revision") { Description = "As it was, a number that \"offtrail rules history\" shows", HelpName = "N" };
        CommonOptions.Range(revision, 1, int.MaxValue);
        var data = CommonOptions.Data();
        var command = new Command("show", "A rule's definition as YAML: the pattern for one of your own.") { rule, revision, data };
        Examples.Add(command, "offtrail rules show rare_error_code", "offtrail rules show rare_error_code > my_rule.yaml", "offtrail rules show my_rule --revision 1");
        command.SetAction(parsed =>
        {
            var (root, id) = (CommonOptions.DataFolderOf(parsed.GetValue(data)), parsed.GetRequiredValue(rule));
            if (parsed.GetValue(revision) is { } number)
            {
                using var folder = DataFolder.OpenForReading(root);
                var found = RulesHistory.Revision(RulesHistory.Of(folder, id), number);
                streams.Out.Write(PlainText.Lines(found.Text ?? throw new UsageException($"{id} was deleted in revision {number}; the one before has its text")));
                return ExitCodes.Done;
            }

            var pack = Pack.Load(root);
            streams.Out.Write(PlainText.Lines(pack.TextOf(pack.Rule(id))));
            return ExitCodes.Done;
        });
        return command;
    }
}
