using System.CommandLine;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail alerts except</c>: from a harmless alert to an exception, with a look at what else it would hold back.</summary>
internal static class AlertsExcept
{
    public static Command Create(StandardStreams streams)
    {
        var id = new Argument<string>("ALERT") { Description = "Its id, or what it begins with" };
        var fields = new Option<string[]>("--field") { Description = "A field whose values the exception names. Repeatable. Default: what the anomaly was found by, and the identity", HelpName = "FIELD" };
        var note = new Option<string?>("--note") { Description = "Why it is harmless", HelpName = "TEXT" };
        var until = new Option<string?>("--until") { Description = "It ends at this time. Default: never", HelpName = "TIME" };
        var yes = new Option<bool>("--yes") { Description = "Write it; without this it is only shown" };
        var data = CommonOptions.Data();
        var command = new Command("except", $"Write the exception that would have covered an alert into {ExceptionList.FileName} of the data folder; first show what else of the last 30 days it would have covered.") { id, fields, note, until, yes, data };
        Examples.Add(command, "offtrail alerts except 194f2e", "offtrail alerts except 194f2e --field offtrail.identity --field source.ip --until 2027-01-01 --note \"pentest\" --yes");
        command.SetAction(parsed =>
        {
            var root = CommonOptions.DataFolderOf(parsed.GetValue(data));
            using var folder = DataFolder.OpenForReading(root);
            var pack = Pack.Load(root);
            var alert = AlertLookup.Alert(folder.State, parsed.GetRequiredValue(id));
            var ends = CommonOptions.Moment(parsed.GetValue(until), "--until");
            var draft = ExceptionDraft.Of(folder.State, alert, parsed.GetValue(fields) ?? [], parsed.GetValue(note) ?? $"as alert {AlertPrinter.ShortId(alert)}", ends is { } micros ? (Rules.AlertDocument.Time(micros), micros) : null);
            streams.Out.Write("exceptions:\n" + PlainText.Of(draft.Yaml, kept: "\n"));
            streams.Out.WriteLine();
            streams.Out.WriteLine($"It would have held back {Count(draft.Covered.Count, "alert")} of the last 30 days{(draft.Covered.Count > 0 ? ":" : ".")}");
            foreach (var covered in draft.Covered) streams.Out.WriteLine($"  {AlertPrinter.ShortId(covered)}  {Time(covered.RaisedAt)}  {PlainText.Of(covered.Reason)}");
            var file = Path.Combine(root, ExceptionList.FileName);
            if (parsed.GetValue(yes))
            {
                draft.AddTo(file, [.. pack.RulesById.Keys.Append(alert.RuleId)]);
                streams.Error.WriteLine($"Written to {file}. Alerts that were raised stay; \"offtrail alerts close {AlertPrinter.ShortId(alert)} --because benign\" closes this one.");
            }
            else streams.Error.WriteLine($"Nothing is written yet: --yes adds it to {file}.");

            return ExitCodes.Done;
        });
        return command;
    }
}
