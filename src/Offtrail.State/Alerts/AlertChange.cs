namespace Offtrail.State;

/// <summary>Something that somebody, or the program, did to an alert. Never changed or deleted.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="At">When, microseconds since 1970 UTC.</param>
/// <param name="Who">Who.</param>
/// <param name="Action">acknowledge, close, reopen, assign, comment, tag, untag, merge, split or <see cref="Withdraw"/>.</param>
/// <param name="Was">The value before; null when there was none.</param>
/// <param name="Now">The value since; null when there is none.</param>
/// <param name="Note">What was said about it; null when nothing was.</param>
public sealed record AlertChange(string AlertId, long At, string Who, string Action, string? Was, string? Now, string? Note)
{
    /// <summary>What the program does to an alert whose anomaly is none any more; the note says why.</summary>
    public const string Withdraw = "withdraw";
}
