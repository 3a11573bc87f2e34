using System.Globalization;
using System.Text.Json;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Prints counts of events by the values of fields.</summary>
internal static class CountPrinter
{
    public static void Print(IEnumerable<(long Events, IReadOnlyList<string?> Values)> counts, IReadOnlyList<string> fields, EventFormat format, TextWriter output)
    {
        var options = JsonStyle.Options(indented: false);
        if (format == EventFormat.Csv) Csv.WriteHeader(output, ["events", .. fields]);
        if (format == EventFormat.Json) output.Write('[');
        var first = true;
        foreach (var (events, values) in counts)
        {
            switch (format)
            {
                case EventFormat.Csv:
                    Csv.WriteRow(output, [events.ToString(CultureInfo.InvariantCulture), .. values]);
                    break;
                case EventFormat.Json or EventFormat.Ndjson:
                    if (format == EventFormat.Json && !first) output.Write(",\n");
                    output.Write(JsonSerializer.Serialize(Row(events, fields, values), options));
                    if (format == EventFormat.Ndjson) output.Write('\n');
                    break;
                default:
                    output.WriteLine($"{Number(events),14}  {string.Join("  ", values.Select(v => v is null ? "(none)" : PlainText.Of(v)))}");
                    break;
            }

            first = false;
        }

        if (format == EventFormat.Json) output.Write("]\n");
    }

    private static Dictionary<string, object?> Row(long events, IReadOnlyList<string> fields, IReadOnlyList<string?> values)
    {
        var row = new Dictionary<string, object?>(StringComparer.Ordinal) { ["events"] = events };
        for (var i = 0; i < fields.Count; i++) row[fields[i]] = values[i];
        return row;
    }
}
