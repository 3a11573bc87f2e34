namespace Offtrail.Sources.Demo;

/// <summary>What <see cref="DemoTrail.Write"/> has written.</summary>
public sealed record DemoSummary
{
    /// <summary>Start of the history, inclusive, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the history, exclusive, UTC, a whole hour.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The account ids, 12 digits each: production, then development.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Number of distinct events.</summary>
    public required int Events { get; init; }

    /// <summary>Number of events that stand in two objects; records in the files = Events + Duplicates.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Number of objects (files).</summary>
    public required int Objects { get; init; }

    /// <summary>The attack that the history holds.</summary>
    public required DemoAttack Attack { get; init; }
}
