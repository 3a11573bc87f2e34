using System.CommandLine;
using System.Text;
using Offtrail.Pipeline;
using static Offtrail.Cli.Figures;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake quarantine</c>: list, show, export, retry.</summary>
internal static class LakeQuarantine
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var command = new Command("quarantine", "What was read and could not be taken as an event, with its place and the reason.") { Show(streams), Export(streams), Retry(clock, streams) };
        var data = CommonOptions.Data();
        command.Add(data);
        Examples.Add(command,
            "offtrail lake quarantine                         list it",
            "offtrail lake quarantine show 17                 one entry with its content",
            "offtrail lake quarantine export --out q.ndjson   all of it, for a script",
            "offtrail lake quarantine retry                   read the objects again, after a fix");
        command.SetAction(parsed =>
        {
            using var folder = Open(parsed, data);
            var entries = folder.State.Quarantine.List();
            foreach (var entry in entries) streams.Out.WriteLine($"{entry.Id,6}  {SummaryPrinter.Entry(entry)}");
            if (entries.Count == 0) streams.Error.WriteLine("Nothing is in quarantine.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var id = new Argument<long>("ID") { Description = "The number that the list shows" };
        var command = new Command("show", "One entry with its reason and its content, as far as it was kept (256 KiB).") { id, data };
        Examples.Add(command, "offtrail lake quarantine show 17");
        command.SetAction(parsed =>
        {
            using var folder = Open(parsed, data);
            var entry = folder.State.Quarantine.Find(parsed.GetValue(id)) ?? throw new UsageException($"there is no entry {parsed.GetValue(id)} in quarantine; \"offtrail lake quarantine\" lists them");
            streams.Out.WriteLine(SummaryPrinter.Entry(entry));
            streams.Out.WriteLine($"{Count(entry.Rejection.Length, "byte")}{(entry.Rejection.Content.Length < entry.Rejection.Length ? $", the first {Number(entry.Rejection.Content.Length)} of them:" : ":")}");
            streams.Out.WriteLine(string.Join('\n', Encoding.UTF8.GetString(entry.Rejection.Content.Span).Split('\n').Select(PlainText.Of)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Export(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var output = CommonOptions.Out();
        var command = new Command("export", "All entries as NDJSON: object, place, reason, and the content in base64.") { data, output };
        Examples.Add(command, "offtrail lake quarantine export --out q.ndjson");
        command.SetAction(parsed =>
        {
            using var folder = Open(parsed, data);
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            foreach (var entry in folder.State.Quarantine.Each()) writer.Writer.WriteLine(QuarantineLine.Of(entry));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Retry(TimeProvider clock, StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var command = new Command("retry", "Read the objects of which something is in quarantine again.") { data };
        Examples.Add(command, "offtrail lake quarantine retry");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var folder = Opening.ForWriting(CommonOptions.DataFolderOf(parsed.GetValue(data)), streams.Error, cancellationToken);
            var (read, gone) = await new Rereading(folder, clock).RunAsync(folder.State.Ledger.WithQuarantine(), cancellationToken).ConfigureAwait(false);
            SummaryPrinter.Print(read, streams.Error);
            if (gone.Count > 0) Line(streams.Error, "Gone", $"{Count(gone.Count, "object")} can't be read again, such as {PlainText.Of(gone[0])}; what was kept of them stays in quarantine");
            return read.LostAnything || gone.Count > 0 ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static DataFolder Open(ParseResult parsed, Option<string?> data) => DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
}
