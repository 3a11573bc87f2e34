using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Offtrail.Anomalies;

namespace Offtrail.Exchange;

/// <summary>Reads JSON of another system.</summary>
internal static class ForeignJson
{
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads one document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="line">The line of the file on which the text begins, from 1.</param>
    /// <exception cref="DefinitionException">It is not JSON.</exception>
    public static JsonNode Parse(string text, string file, long line = 1)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: s_options) ?? throw DefinitionException.At(file, line, 1, "expected an object or a list; found null");
        }
        catch (JsonException e)
        {
            throw DefinitionException.At(file, line + (e.LineNumber ?? 0), (e.BytePositionInLine ?? 0) + 1, $"not valid JSON: {WithoutPlace(e.Message)}");
        }
    }

    /// <summary>Where a line of NDJSON stands.</summary>
    public static string Place(string file, long line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");

    private static string WithoutPlace(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is var at and >= 0 ? message[..at] : message;
}
