using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>Which alerts are asked for. What is null or empty does not count; all that is said must fit.</summary>
public sealed record AlertFilter
{
    /// <summary>Those that stand, or others instead. Default: those that stand.</summary>
    public AlertStanding Standing { get; init; }

    /// <summary>These ids, or beginnings of ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>One of these.</summary>
    public IReadOnlyList<AlertStatus> Statuses { get; init; } = [];

    /// <summary>One of these rules.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>One of these accounts.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>One of these severities.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>About an entity of this kind: its value, or the end of it from the name on, such as ana, user/ana or a whole ARN.</summary>
    public IReadOnlyList<(EntityKind Kind, string Value)> Entities { get; init; } = [];

    /// <summary>Assigned to one of these; an empty name stands for nobody.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>With all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Of this incident.</summary>
    public string? Incident { get; init; }

    /// <summary>Of this kin.</summary>
    public string? Kin { get; init; }

    /// <summary>Folded into this alert.</summary>
    public string? FoldedInto { get; init; }

    /// <summary>Raised from this time on, microseconds since 1970 UTC.</summary>
    public long? FromMicros { get; init; }

    /// <summary>Raised before this time, microseconds.</summary>
    public long? ToMicros { get; init; }

    /// <summary>Least score, 0 to 100.</summary>
    public double? LeastScore { get; init; }

    /// <summary>The sentence contains this text, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>Those that come behind this one when the newest come first: when it was raised, its time and its id; null for all.</summary>
    public (long RaisedAt, long Timestamp, string Id)? Behind { get; init; }

    /// <summary>The newest so many; null for all.</summary>
    public int? Newest { get; init; }

    /// <summary>Whether anything was asked for but how many.</summary>
    public bool IsAny => this with { Newest = null } is var f && f.Standing == AlertStanding.Standing && f.Ids.Count + f.Statuses.Count + f.Rules.Count + f.Accounts.Count + f.Severities.Count + f.Entities.Count + f.Assignees.Count + f.Tags.Count == 0
        && f is { Incident: null, Kin: null, FoldedInto: null, FromMicros: null, ToMicros: null, Behind: null, LeastScore: null, Text: null };
}
