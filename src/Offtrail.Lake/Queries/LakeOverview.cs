namespace Offtrail.Lake;

/// <summary>The lake in a few numbers.</summary>
/// <param name="Events">Events.</param>
/// <param name="Failures">Events whose outcome is failure.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="FirstMicros">Time of the oldest event, microseconds since 1970 UTC; 0 in an empty lake.</param>
/// <param name="LastMicros">Time of the newest.</param>
public sealed record LakeOverview(long Events, long Failures, long Accounts, long FirstMicros, long LastMicros);
