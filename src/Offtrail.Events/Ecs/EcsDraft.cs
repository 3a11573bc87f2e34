namespace Offtrail.Events;

/// <summary>A document in the making: the cleaned record, the fields so far, and what went wrong. Belongs to one call.</summary>
internal sealed class EcsDraft(ObjectNode record)
{
    public ObjectNode Record => record;

    public ObjectNode Fields { get; } = new();

    /// <summary>What could not be mapped and why; each costs one field, not the document.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The name of the session behind the last "/" of a session's ARN; no field of its own.</summary>
    public string? SessionName { get; set; }

    /// <summary>The text of the record's member at the path; null when there is none, or it is a list or an object.</summary>
    public string? Text(params ReadOnlySpan<string> path) => record.At(path)?.Plain;

    public void Put(string? text, params ReadOnlySpan<string> path)
    {
        if (!string.IsNullOrEmpty(text)) Fields.Put(new TextNode(text), path);
    }

    /// <summary>Puts a time; one that can't be read is left out and told.</summary>
    public void PutTime(string[] member, params ReadOnlySpan<string> path)
    {
        if (record.At(member) is not { } value) return;
        if (EcsTime.TryFormat(value.Plain, out var time)) Put(time, path);
        else Problems.Add($"{string.Join('.', member)} \"{Texts.Of(value.Plain ?? "{…}")}\" is no time; right would be \"2026-05-01T08:30:00Z\"");
    }
}
