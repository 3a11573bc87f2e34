namespace Offtrail.Server;

/// <summary>Something that somebody changed, or tried to.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">More about it.</param>
/// <param name="From">The address that it came from.</param>
public sealed record AuditView(long Id, string At, string Who, string Action, string Subject, string? Detail, string? From);
