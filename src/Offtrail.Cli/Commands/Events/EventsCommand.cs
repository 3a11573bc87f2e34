using System.CommandLine;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary><c>offtrail events</c>: searches the lake.</summary>
internal static class EventsCommand
{
    public static Command Create(StandardStreams streams)
    {
        var data = CommonOptions.Data();
        var output = CommonOptions.Out();
        var from = new Option<string?>("--from") { Description = "From this time on", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Before this time", HelpName = "TIME" };
        var where = new Option<string[]>("--where") { Description = "Any condition on the documented fields, such as 'event.action: (CreateUser or Delete*) and not source.ip: 10.0.0.0/8'. Repeatable: all must hold", HelpName = "FILTER" };
        var limit = new Option<long>("--limit") { Description = "How many to show; 0 shows all. Default: 100", HelpName = "N", DefaultValueFactory = _ => 100 };
        var groupBy = new Option<string[]>("--group-by") { Description = "Count the events by this field instead. Repeatable, or several with commas", HelpName = "FIELD" };
        var format = CommonOptions.OneOf<EventFormat>("--format", "table, json or ndjson (ECS documents), raw (the records as delivered), csv. Default: table");
        var command = new Command("events", "Search the lake: newest first, or counted.") { data, from, to, where, limit, groupBy, format, output };
        var shortcuts = EventShortcuts.AddTo(command);
        CommonOptions.Range(limit, 0, long.MaxValue);
        Examples.Add(command,
            "offtrail events --error AccessDenied --from 2026-05-20",
            "offtrail events --identity '*role/ci-deploy' --group-by event.action",
            "offtrail events --where 'source.ip: 198.51.100.0/24 and not event.outcome: success'",
            "offtrail events --id 7f0c…                       one event, by its id",
            "offtrail events --format ndjson --limit 0 --out events.ndjson");
        command.SetAction((parsed, cancellationToken) =>
        {
            var fields = (parsed.GetValue(groupBy) ?? []).SelectMany(f => f.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
            if (fields.Length == 0 && parsed.GetResult(groupBy) is not null) throw new UsageException("--group-by names no field; right would be event.action, or several with commas");
            foreach (var field in fields)
                if (!EventColumns.TryFind(field, out _)) throw new UsageException($"--group-by: the lake has no field \"{field}\"; docs/fields.md lists them");
            var search = new EventRequest(
                (parsed.GetValue(where) ?? []).Select(w => FilterText.Parse(w)).Concat(EventShortcuts.Filters(parsed, shortcuts)).Aggregate(Filter.Everything, (a, b) => a.And(b)),
                new During(CommonOptions.Moment(parsed.GetValue(from), "--from") ?? long.MinValue, CommonOptions.Moment(parsed.GetValue(to), "--to") ?? long.MaxValue),
                fields,
                parsed.GetValue(limit) is var n and > 0 ? n : long.MaxValue);
            if (search.During.From >= search.During.To) throw new UsageException("--from must be before --to");
            using var folder = DataFolder.OpenForReading(CommonOptions.DataFolderOf(parsed.GetValue(data)));
            using var writer = ResultWriter.Open(parsed.GetValue(output), streams);
            Run(folder, search, parsed.GetValue(format), writer.Writer, streams.Error, cancellationToken);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Run(DataFolder folder, EventRequest search, EventFormat format, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var temp = new ReaderTemp();
        using var reader = new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = temp.Path, MemoryBytes = 320L << 20 }); // pages of records are large
        var segments = folder.State.Manifest.All();
        if (search.GroupBy.Count > 0)
        {
            if (format == EventFormat.Raw) throw new UsageException("--format raw shows records; with --group-by there are none");
            var counts = EventCount.By(reader, segments, search.Filter, search.During, search.GroupBy, More(search.Limit)).ToList();
            CountPrinter.Print(counts.Take(search.Limit < counts.Count ? (int)search.Limit : counts.Count), search.GroupBy, format, output);
            if (counts.Count > search.Limit) error.WriteLine($"The {Number(search.Limit)} most frequent; there are more: --limit 0 shows all");
            return;
        }

        var printer = new EventPrinter(format, output);
        printer.Begin();
        long found = 0;
        foreach (var e in EventSearch.Newest(reader, segments, search.Filter, search.During, More(search.Limit), printer.Columns))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (found++ == search.Limit) break;
            printer.Print(e);
        }

        printer.End();
        if (found > search.Limit) error.WriteLine($"The newest {Number(search.Limit)}; there are more: --limit 0 shows all, --group-by counts them");
        else if (found == 0) error.WriteLine("No such events.");
    }

    /// <summary>One more than is shown, to know whether there are more.</summary>
    private static long More(long limit) => limit == long.MaxValue ? limit : limit + 1;
}
