using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// Finds the record inside a document that is none itself. Not the fast path: a document is read as a tree.
/// </summary>
internal static class EnvelopeOpener
{
    private const int MaxLayers = 4; // a search hit around an event around a message: three are real

    /// <summary>What opening a document found.</summary>
    /// <param name="Record">The record's JSON; empty when there is none.</param>
    /// <param name="SetAside">What the document is when it holds no record and that is all right.</param>
    /// <param name="Reason">Why it can't be read, when it shows signs of CloudTrail.</param>
    public readonly record struct Result(byte[] Record, SetAsideKind? SetAside, string Reason);

    /// <summary>Opens a well-formed document.</summary>
    public static Result Open(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var tree = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = RecordParser.MaxDepth });
            return Open(tree.RootElement, 0);
        }
        catch (InvalidOperationException)
        {
            return new([], null, "a text in this document holds half a character (a lone \\u surrogate or a broken byte)");
        }
        catch (JsonException e)
        {
            return new([], null, JsonProblem.Describe(e));
        }
    }

    private static Result Open(JsonElement document, int layer)
    {
        if (document.ValueKind != JsonValueKind.Object || layer > MaxLayers) return new([], SetAsideKind.NotCloudTrail, "");
        if (Member(document, "digestStartTime") is not null && Member(document, "digestS3Object") is not null) return new([], SetAsideKind.Digest, "");
        if (IsRecord(document)) return new(Bytes(document), null, "");
        if (Member(document, "_source") is { } source) return Open(source, layer + 1); // a search hit
        if (Member(document, "CloudTrailEvent") is { ValueKind: JsonValueKind.String } looked) return OpenText(looked, layer, "CloudTrailEvent");
        if (Member(document, "detail") is { ValueKind: JsonValueKind.Object } detail && Member(document, "detail-type") is not null)
            return Open(detail, layer + 1);
        if (EcsDocument.Find(document, "event.original") is { ValueKind: JsonValueKind.String } original) return OpenText(original, layer, "event.original");
        if (EcsDocument.Find(document, "aws.cloudtrail") is { ValueKind: JsonValueKind.Object } cloudTrail && IsRecord(cloudTrail))
            return new(Bytes(cloudTrail), null, ""); // OpenSearch's observability catalogue keeps the record's own names there
        if (EcsDocument.IsCloudTrail(document)) return new(EcsDocument.ToRecord(document), null, "");
        return Member(document, "message") is { ValueKind: JsonValueKind.String } message && message.GetString()!.TrimStart().StartsWith('{')
            ? OpenText(message, layer, "message")
            : new([], SetAsideKind.NotCloudTrail, "");
    }

    private static Result OpenText(JsonElement text, int layer, string member)
    {
        var bytes = Encoding.UTF8.GetBytes(text.GetString()!);
        try
        {
            using var inner = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = RecordParser.MaxDepth });
            return IsRecord(inner.RootElement) ? new(bytes, null, "") : Open(inner.RootElement, layer + 1);
        }
        catch (JsonException)
        {
            return new([], null, $"the text of \"{member}\" is not valid JSON");
        }
    }

    private static bool IsRecord(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && Member(element, "eventName") is not null && Member(element, "eventSource") is not null;

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static byte[] Bytes(JsonElement element) => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element).ToArray();
}
