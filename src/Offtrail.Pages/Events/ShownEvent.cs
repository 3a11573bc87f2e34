using System.Text.Encodings.Web;
using System.Text.Json;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Pages;

/// <summary>All of an event: its fields that can be searched by, its ECS document, and its record, both on many lines.</summary>
public sealed record ShownEvent(IReadOnlyList<(string Field, string Value)> Fields, string Document, string Record)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, MaxDepth = 256, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The columns that it is made of: all.</summary>
    public static IReadOnlyList<EventColumn> Columns { get; } = Enum.GetValues<EventColumn>();

    /// <summary>What is shown of an event.</summary>
    public static ShownEvent Of(FoundEvent e) => new([.. Columns.Where(c => e[c] is not null).Select(c => (c.Name(), e[c]!))], Indented(new EventDocument().Of(e)), Indented(e.Record));

    private static string Indented(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json, s_json), s_json);
}
