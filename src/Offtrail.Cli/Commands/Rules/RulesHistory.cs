using System.CommandLine;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail rules history</c>.</summary>
internal static class RulesHistory
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("RULE") { Description = "A rule's id" };
        var (data, format) = (CommonOptions.Data(), CommonOptions.Format());
        var command = new Command("history", "What a rule was, from when on, and who changed it. A changed file is noted by the next detection.") { id, data, format };
        Examples.Add(command, "offtrail rules history my_error_codes", "offtrail rules show my_error_codes --revision 2", "offtrail rules diff my_error_codes");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var revisions = Of(folder, parsed.GetRequiredValue(id));
            RowPrinter.Print(revisions, r => $"{r.Number,3}  {Time(r.At)}  {PlainText.Of(r.Who),-12}  {(r.Text is null ? "deleted" : $"{Count(r.Text.AsSpan().Count('\n'), "line")}")}{(r.Note is { } note ? $"  {PlainText.Of(note)}" : "")}",
                r => new Row(r.RuleId, r.Number, AlertDocument.Time(r.At), r.Who, r.Text, r.Note), parsed.GetValue(format), streams.Out);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The revisions of a rule, at least one.</summary>
    public static IReadOnlyList<RuleRevision> Of(DataFolder folder, string id) =>
        folder.State.Revisions.Of(id) is { Count: > 0 } revisions ? revisions
        : throw new UsageException(Pack.Load(folder.Root).RulesById.ContainsKey(id) ? $"no revision of {id} is noted yet; the first detection with it notes one" : $"there never was a rule \"{id}\" here; \"offtrail rules list\" names those that are");

    /// <summary>One revision of them.</summary>
    public static RuleRevision Revision(IReadOnlyList<RuleRevision> revisions, int number) =>
        revisions.FirstOrDefault(r => r.Number == number) ?? throw new UsageException($"{revisions[0].RuleId} has no revision {number}; it has 1 to {revisions[^1].Number}");

    private sealed record Row(string RuleId, int Revision, string At, string Who, string? Text, string? Note);
}
