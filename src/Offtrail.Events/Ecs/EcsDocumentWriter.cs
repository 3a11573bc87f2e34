using System.Text;
using System.Text.Json;

namespace Offtrail.Events;

/// <summary>
/// Makes the full ECS document of a CloudTrail record: one nested object with the fields that the ECS mapping of
/// CloudTrail (docs/fields.md) has for it, digests and Insights events included. The way back, from such a document to a
/// record, is <c>EcsDocument</c>. Without state: one writer may be used from any thread.
/// </summary>
/// <remarks>
/// No content makes it fail. A member that can't be mapped (a time that is none) is left out and told in
/// <c>error.message</c>; bytes that are no JSON object, or one nested deeper than 128 levels, give a document that says
/// so. Both have event.kind <c>pipeline_error</c>. A name that an object has twice counts with its last value; a text's
/// broken bytes and half characters are written as U+FFFD. Members stand in an order that depends on the record alone.
/// </remarks>
public sealed class EcsDocumentWriter
{
    /// <summary>The version of ECS that the fields follow: <c>ecs.version</c>.</summary>
    public const string EcsVersion = "8.11.0";

    /// <summary>The most parts that the dotted name of an extra field may have; one with more is left out.</summary>
    public const int MostParts = 20;

    /// <summary>Whether the record itself is kept in <c>event.original</c>. Default: true.</summary>
    public bool KeepsOriginal { get; init; } = true;

    /// <summary>Writes the document of one record.</summary>
    /// <param name="record">The record's JSON in UTF-8.</param>
    /// <param name="extra">
    /// Fields that the caller knows more about, by dotted name ("source.geo.city_name"). They replace what the record says.
    /// Left out: an empty value, and a name that leads to an object or through a value that is none.
    /// </param>
    /// <param name="output">Where the object goes; it must allow nesting of 132 levels more, as writers do by default.</param>
    public void Write(ReadOnlySpan<byte> record, IReadOnlyList<KeyValuePair<string, string>> extra, Utf8JsonWriter output)
    {
        var draft = Map(record);
        if (KeepsOriginal) draft.Put(Encoding.UTF8.GetString(record), "event", "original");
        if (draft.Problems.Count > 0)
        {
            draft.Fields.Put(ListNode.OfTexts(draft.Problems), "error", "message");
            draft.Put("pipeline_error", "event", "kind");
            draft.Fields.Put(ListNode.OfTexts(["preserve_original_event"]), "tags");
        }

        foreach (var (name, value) in extra)
            if (Texts.WithoutHalves(name).Split('.') is { Length: <= MostParts } path && draft.Fields.At(path) is not ObjectNode)
                draft.Put(Texts.WithoutHalves(value), path);
        draft.Fields.WriteTo(output);
    }

    private static EcsDraft Map(ReadOnlySpan<byte> record)
    {
        EcsDraft draft;
        try
        {
            draft = new EcsDraft(NodeReader.Read(record));
        }
        catch (JsonException e)
        {
            draft = new EcsDraft(new ObjectNode());
            draft.Problems.Add(JsonProblem.Describe(e));
            return draft;
        }

        EcsRecordFields.PutTime(draft);
        draft.Put(EcsVersion, "ecs", "version");
        EcsEventFields.Put(draft);
        EcsCopies.Put(draft);
        EcsRecordFields.Put(draft);
        EcsIdentity.Put(draft);
        EcsObjects.Put(draft);
        EcsRelated.Put(draft);
        return draft;
    }
}
