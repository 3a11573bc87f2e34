using System.Text.Json;

namespace Offtrail.Events;

/// <summary>Says what is wrong with a piece of JSON in words for a person.</summary>
internal static class JsonProblem
{
    public static string Describe(JsonException e)
    {
        // The reader's text ends in "LineNumber: … | BytePositionInLine: …", which counts from the record and would mislead.
        var text = e.Message;
        var end = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (end > 0) text = text[..end];
        return text.Contains("maximum configured depth", StringComparison.Ordinal)
            ? $"the record is nested deeper than {RecordParser.MaxDepth} levels"
            : $"the record is not valid JSON: {text}";
    }

    public static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };
}
