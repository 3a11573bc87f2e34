using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>Writes events as ECS documents. Not safe for several threads.</summary>
public sealed class EventDocument
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    private readonly EcsDocumentWriter _ecs = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>The document of an event that was found with <see cref="EventColumns.BesideTheRecord"/>, as JSON on one line.</summary>
    public string Of(FoundEvent found)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, s_json))
            _ecs.Write(Encoding.UTF8.GetBytes(found.Record), [.. EventColumns.BesideTheRecord.Where(c => found[c] is not null).Select(c => KeyValuePair.Create(c.Name(), found[c]!))], json);
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
