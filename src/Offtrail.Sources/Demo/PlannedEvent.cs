namespace Offtrail.Sources.Demo;

/// <summary>One event before it is written as a record. The record is a function of this and of nothing else.</summary>
internal sealed record PlannedEvent
{
    public required string Id { get; init; }

    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Account Account { get; init; }

    public required string Region { get; init; }

    public required Session Session { get; init; }

    public required Origin Origin { get; init; }

    public required Call Call { get; init; }

    /// <summary>Null when the call succeeded.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Decides which of the account's resources the call is about; a repeated call keeps it.</summary>
    public required uint Roll { get; init; }
}
