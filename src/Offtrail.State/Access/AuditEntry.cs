namespace Offtrail.State;

/// <summary>Something that somebody changed, or tried to.</summary>
/// <param name="Id">Its number, in the order of entries.</param>
/// <param name="At">When, microseconds since 1970 UTC.</param>
/// <param name="Who">Who: a user, "key" and the key's id, or the program.</param>
/// <param name="Action">What, such as alert.close or user.create.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">More about it; null when there is none. No secrets.</param>
/// <param name="From">The address that it came from; null when it did not come over the network.</param>
public sealed record AuditEntry(long Id, long At, string Who, string Action, string Subject, string? Detail, string? From);
