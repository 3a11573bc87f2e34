using Offtrail.Rules;

namespace Offtrail.State;

/// <summary>Which incidents are asked for. What is null or empty does not count; all that is said must fit.</summary>
public sealed record IncidentFilter
{
    /// <summary>One of these.</summary>
    public IReadOnlyList<AlertStatus> Statuses { get; init; } = [];

    /// <summary>With an alert of one of these accounts.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>With an alert about each of these, each named as in <see cref="AlertFilter.Entities"/>.</summary>
    public IReadOnlyList<(EntityKind Kind, string Value)> Entities { get; init; } = [];

    /// <summary>With an event from this time on, microseconds since 1970 UTC.</summary>
    public long? FromMicros { get; init; }

    /// <summary>With an event before this time, microseconds.</summary>
    public long? ToMicros { get; init; }

    /// <summary>Least rank, 0 to 100.</summary>
    public double? LeastRank { get; init; }

    /// <summary>Those behind this one: its rank, the time of its last event and its id; null for all.</summary>
    public (double Rank, long Last, string Id)? Behind { get; init; }

    /// <summary>The first so many; null for all.</summary>
    public int? Most { get; init; }
}
