using System.CommandLine;
using DiffPlex.Renderer;
using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules diff</c>.</summary>
internal static class RulesDiff
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("RULE") { Description = "A rule's id" };
        var from = new Option<int?>("--from") { Description = "The earlier revision. Default: the one before the later", HelpName = "N" };
        var to = new Option<int?>("--to") { Description = "The later one. Default: the last", HelpName = "N" };
        var pack = new Option<bool>("--pack") { Description = "Compare with the pack's rule of this id instead of an earlier revision" };
        var data = CommonOptions.Data();
        CommonOptions.Range(from, 1, int.MaxValue);
        CommonOptions.Range(to, 1, int.MaxValue);
        var command = new Command("diff", "What changed between two revisions of a rule, or against the pack's.") { id, from, to, pack, data };
        Examples.Add(command, "offtrail rules diff my_error_codes", "offtrail rules diff my_error_codes --from 1 --to 3", "offtrail rules diff rare_error_code --pack");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var revisions = RulesHistory.Of(folder, parsed.GetRequiredValue(id));
            var later = parsed.GetValue(to) is { } t ? RulesHistory.Revision(revisions, t) : revisions[^1];
            var (text, name) = parsed.GetValue(pack) ? (OfPack(later.RuleId), "pack") : Before(revisions, later, parsed.GetValue(from));
            var same = text == (later.Text ?? "");
            streams.Out.Write(same ? "" : PlainText.Of(UnidiffRenderer.GenerateUnidiff(text, later.Text ?? "", name, $"revision {later.Number}"), kept: "\n"));
            if (same) streams.Error.WriteLine($"revision {later.Number} is the same as {name}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static (string Text, string Name) Before(IReadOnlyList<RuleRevision> revisions, RuleRevision later, int? from)
    {
        if (from is null && later.Number == 1) return ("", "nothing");
        var earlier = RulesHistory.Revision(revisions, from ?? (later.Number - 1));
        return (earlier.Text ?? "", $"revision {earlier.Number}");
    }

    private static string OfPack(string id)
    {
        var pack = Pack.Load();
        return pack.RulesById.TryGetValue(id, out var rule) ? pack.TextOf(rule) : throw new UsageException($"the pack has no rule \"{id}\"");
    }
}
