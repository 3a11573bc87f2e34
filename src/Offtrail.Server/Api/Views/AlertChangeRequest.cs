namespace Offtrail.Server;

/// <summary>A change of alerts; what is left out stays.</summary>
/// <param name="Status">open, acknowledged or closed.</param>
/// <param name="ClosedReason">With closed: why.</param>
/// <param name="Assignee">Who looks at it; empty for nobody.</param>
/// <param name="AddTags">Tags to add.</param>
/// <param name="RemoveTags">Tags to remove.</param>
/// <param name="Note">What is to be said about it.</param>
public sealed record AlertChangeRequest(string? Status = null, string? ClosedReason = null, string? Assignee = null, IReadOnlyList<string>? AddTags = null, IReadOnlyList<string>? RemoveTags = null, string? Note = null)
{
    /// <summary>The change in a few words.</summary>
    public string Summary => string.Join(", ", new[]
    {
        Status is null ? null : $"status {Status}{(ClosedReason is null ? "" : $" ({ClosedReason})")}",
        Assignee is null ? null : $"assignee {Assignee}",
        AddTags is { Count: > 0 } ? $"tags +{string.Join(" +", AddTags)}" : null,
        RemoveTags is { Count: > 0 } ? $"tags -{string.Join(" -", RemoveTags)}" : null,
    }.OfType<string>());
}
