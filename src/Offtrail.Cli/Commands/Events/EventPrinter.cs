using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Rules;

namespace Offtrail.Cli;

/// <summary>Prints events one by one as they are found; none is kept.</summary>
internal sealed class EventPrinter(EventFormat format, TextWriter output)
{
    private static readonly EventColumn[] s_inTable =
        [EventColumn.Provider, EventColumn.Account, EventColumn.Identity, EventColumn.Action, EventColumn.ErrorCode, EventColumn.Outcome, EventColumn.SourceAddress, EventColumn.EventId];

    private readonly EventDocument _document = new();
    private long _printed;

    /// <summary>The columns that are printed, beside the time and the record.</summary>
    public IReadOnlyList<EventColumn> Columns { get; } = format switch
    {
        EventFormat.Table => s_inTable,
        EventFormat.Csv => Enum.GetValues<EventColumn>(),
        EventFormat.Raw => [],
        _ => EventColumns.BesideTheRecord,
    };

    public void Begin()
    {
        if (format == EventFormat.Json) output.Write('[');
        else if (format == EventFormat.Csv) Csv.WriteHeader(output, [EventColumns.Timestamp, .. EventColumns.Names]);
    }

    public void Print(FoundEvent found)
    {
        switch (format)
        {
            case EventFormat.Raw:
                output.Write(OneLine(found.Record));
                output.Write('\n');
                break;
            case EventFormat.Csv:
                Csv.WriteRow(output, [AlertDocument.Time(found.TimeMicros), .. Enumerable.Range(0, EventColumns.Count).Select(i => found[(EventColumn)i])]);
                break;
            case EventFormat.Table:
                output.WriteLine(Line(found));
                break;
            default:
                if (format == EventFormat.Json && _printed > 0) output.Write(",\n");
                output.Write(_document.Of(found));
                if (format == EventFormat.Ndjson) output.Write('\n');
                break;
        }

        _printed++;
    }

    public void End()
    {
        if (format == EventFormat.Json) output.Write("]\n");
    }

    /// <summary>A record that was delivered over several lines, on one: blanks between JSON's tokens say nothing.</summary>
    private static string OneLine(string record)
    {
        if (!record.AsSpan().ContainsAny('\n', '\r')) return record;
        var buffer = new ArrayBufferWriter<byte>(record.Length);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 }))
        {
            using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 256 });
            document.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Line(FoundEvent found)
    {
        var provider = found[EventColumn.Provider] ?? "";
        var service = provider.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? provider[..^".amazonaws.com".Length] : provider;
        string[] parts =
        [
            AlertDocument.Time(found.TimeMicros)[..19].Replace('T', ' '),
            found[EventColumn.Account] ?? "",
            IdentityName.Of(found[EventColumn.Identity] ?? ""),
            $"{service}:{found[EventColumn.Action]}",
            found[EventColumn.ErrorCode] ?? found[EventColumn.Outcome] ?? "",
            found[EventColumn.SourceAddress] ?? "",
            found[EventColumn.EventId] ?? "",
        ];
        return PlainText.Of(string.Join("  ", parts));
    }
}
