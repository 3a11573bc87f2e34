using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>What an identity did in a stretch of time, counted.</summary>
/// <param name="During">The stretch.</param>
public sealed record Behaviour(During During)
{
    /// <summary>By service and call.</summary>
    public Tally Calls { get; init; } = Tally.Empty;

    /// <summary>By service.</summary>
    public Tally Services { get; init; } = Tally.Empty;

    /// <summary>By region.</summary>
    public Tally Regions { get; init; } = Tally.Empty;

    /// <summary>By client, as jobs compare it.</summary>
    public Tally Clients { get; init; } = Tally.Empty;

    /// <summary>By network, as jobs compare addresses.</summary>
    public Tally Networks { get; init; } = Tally.Empty;

    /// <summary>By address.</summary>
    public Tally Addresses { get; init; } = Tally.Empty;

    /// <summary>By error code; null stands for calls that succeeded.</summary>
    public Tally Errors { get; init; } = Tally.Empty;

    /// <summary>By hour.</summary>
    public Tally Hours { get; init; } = Tally.Empty;

    /// <summary>Which tallies an identity's events are counted into, in the order of <see cref="Of"/>.</summary>
    internal static IReadOnlyList<TallySet> Sets { get; } =
    [
        new(EventColumn.Provider, EventColumn.Action), new(EventColumn.Provider), new(EventColumn.Region), new(EventColumn.Client), new(EventColumn.SourceNetwork), new(EventColumn.SourceAddress), new(EventColumn.ErrorCode),
        new TallySet { Bucket = TimeSpan.FromHours(1) },
    ];

    /// <summary>From the tallies of <see cref="Sets"/>.</summary>
    internal static Behaviour Of(During during, IReadOnlyList<Tally> t) =>
        new(during) { Calls = t[0], Services = t[1], Regions = t[2], Clients = t[3], Networks = t[4], Addresses = t[5], Errors = t[6], Hours = t[7] };

    /// <summary>How many events.</summary>
    public long Events => Hours.Events;

    /// <summary>How many of them failed.</summary>
    public long Failures => Hours.Failures;

    /// <summary>Whether a tally has a value.</summary>
    internal static bool Has(Tally tally, string? value) => value is not null && tally.Rows.Any(r => r.Values[0] == value);
}
