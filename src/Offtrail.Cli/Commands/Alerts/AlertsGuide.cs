using System.CommandLine;
using Offtrail.Pipeline;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts guide</c>.</summary>
internal static class AlertsGuide
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("ALERT") { Description = "Its id, or what it begins with" };
        var data = CommonOptions.Data();
        var command = new Command("guide", "What to do about an alert: its rule's guide, filled with its values, as Markdown.") { id, data };
        Examples.Add(command, "offtrail alerts guide 194f2e");
        command.SetAction(parsed =>
        {
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            var alert = AlertLookup.Alert(folder.State, parsed.GetRequiredValue(id));
            var rule = Pack.Load(folder.Root).RulesById.GetValueOrDefault(alert.RuleId) ?? throw new UsageException($"the rule {alert.RuleId} is not there any more; \"offtrail rules history {alert.RuleId}\" has its texts");
            var guide = rule.Guide ?? throw new UsageException($"the rule {rule.Id} has no guide; \"offtrail rules edit {rule.Id}\" can give it one: guide: |");
            streams.Out.WriteLine(PlainText.Of($"# {rule.Name}\n\n{AlertGuide.Fill(guide, alert, parsed.GetValue(data))}", kept: "\n"));
            return ExitCodes.Done;
        });
        return command;
    }
}
