using System.Globalization;
using Offtrail.Exchange;
using Offtrail.Rules;
using Offtrail.State;
using Spectre.Console;

namespace Offtrail.Cli;

/// <summary>Prints alerts. Text from records is always text: control characters never reach a terminal.</summary>
internal static class AlertPrinter
{
    public static void Print(IReadOnlyList<StoredAlert> alerts, AlertFormat format, ResultWriter result, Func<string, RuleDefinition?> rule)
    {
        var output = result.Writer;
        switch (format)
        {
            case AlertFormat.Json:
                PrintDocuments([.. alerts.Select(a => a.Document)], asArray: true, output);
                break;
            case AlertFormat.Ndjson:
                PrintDocuments([.. alerts.Select(a => a.Document)], asArray: false, output);
                break;
            case AlertFormat.Elastic:
                PrintDocuments([.. alerts.Select(a => ElasticAlert.Write(a.Document, rule(a.RuleId)))], asArray: false, output);
                break;
            case AlertFormat.Ocsf:
                PrintDocuments([.. alerts.Select(a => OcsfFinding.Write(a.Document, rule(a.RuleId)))], asArray: false, output);
                break;
            case AlertFormat.Csv:
                AlertCsv.Print(alerts, output);
                break;
            case AlertFormat.Table when result.IsTerminal:
                PrintTable(alerts, output, Name);
                break;
            default:
                foreach (var a in alerts) output.WriteLine($"{ShortId(a)}  {Time(a)}  {Score(a)}  {PlainText.Of(Name(a.RuleId))}  {PlainText.Of(a.Reason)}");
                break;
        }

        string Name(string id) => rule(id)?.Name ?? id;
    }

    public static void PrintDocuments(IReadOnlyList<string> documents, bool asArray, TextWriter output)
    {
        if (asArray) output.Write('[');
        for (var i = 0; i < documents.Count; i++)
        {
            if (asArray && i > 0) output.Write(",\n");
            output.Write(documents[i]);
            if (!asArray) output.Write('\n');
        }

        if (asArray) output.Write("]\n");
    }

    private static void PrintTable(IReadOnlyList<StoredAlert> alerts, TextWriter output, Func<string, string> ruleName)
    {
        if (alerts.Count == 0) return;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Id", "Time (UTC)", "Score", "Rule", "Reason");
        table.ShowRowSeparators();
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[2].RightAligned();
        foreach (var a in alerts)
            table.AddRow(ShortId(a), Time(a), Score(a), Markup.Escape(PlainText.Of(ruleName(a.RuleId))), Markup.Escape(PlainText.Of(a.Reason)));
        console.Write(table);
    }

    /// <summary>As much of an id as tells alerts apart; commands take it.</summary>
    public static string ShortId(StoredAlert alert) => alert.Id[..Math.Min(8, alert.Id.Length)];

    private static string Time(StoredAlert alert) => AlertDocument.Time(alert.Timestamp)[..16].Replace('T', ' ');

    private static string Score(StoredAlert alert) => alert.Score.ToString("0", CultureInfo.InvariantCulture).PadLeft(3);
}
