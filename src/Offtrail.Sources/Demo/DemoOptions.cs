namespace Offtrail.Sources.Demo;

/// <summary>What the made-up history of <see cref="DemoTrail"/> looks like.</summary>
public sealed record DemoOptions
{
    /// <summary>The fewest days of history: a job needs some days to learn before the attack comes.</summary>
    public const int LeastDays = 7;

    /// <summary>The most days of history.</summary>
    public const int MostDays = 365;

    /// <summary>
    /// Picks the history: the same options give the same records, another seed gives another history of the same
    /// organisation. No unit; any integer; default 1.
    /// </summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Length of the history in days of 24 hours before <see cref="End"/>. Default 30, range 7 to 365; anything else makes
    /// <see cref="DemoTrail.Write"/> throw <see cref="ArgumentOutOfRangeException"/>. About 2,500 events a day.
    /// </summary>
    public int Days { get; init; } = 30;

    /// <summary>
    /// The exclusive end of the history, cut down to the whole hour in UTC. Required: nothing here reads the clock. No
    /// event and no delivery is later. The attack begins a little before 3 o'clock UTC of the day before. An end that
    /// leaves no room for <see cref="Days"/> before it makes <see cref="DemoTrail.Write"/> throw
    /// <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public required DateTimeOffset End { get; init; }
}
