using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>ECS documents of records, as a tree.</summary>
internal static class Documents
{
    private static readonly EcsDocumentWriter s_writer = new();

    public static JsonElement Of(string record, params (string Name, string Value)[] extra) => Of(Encoding.UTF8.GetBytes(record), extra);

    public static JsonElement Of(byte[] record, params (string Name, string Value)[] extra) => Of(s_writer, record, extra);

    public static JsonElement Of(EcsDocumentWriter writer, byte[] record, params (string Name, string Value)[] extra)
    {
        using var tree = JsonDocument.Parse(Write(writer, record, extra), new JsonDocumentOptions { MaxDepth = 132, AllowDuplicateProperties = false });
        return tree.RootElement.Clone();
    }

    public static byte[] Write(EcsDocumentWriter writer, byte[] record, params (string Name, string Value)[] extra)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var output = new Utf8JsonWriter(buffer)) writer.Write(record, [.. extra.Select(e => KeyValuePair.Create(e.Name, e.Value))], output);
        return buffer.WrittenSpan.ToArray();
    }

    public static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>The value of a field by its dotted name; null when the document has none.</summary>
    public static string? Field(this JsonElement document, string field)
    {
        foreach (var part in field.Split('.'))
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(part, out document)) return null;
        return document.ValueKind == JsonValueKind.String ? document.GetString() : document.GetRawText();
    }
}
