using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Something that somebody did to an alert.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Action">acknowledge, close, reopen, assign, comment, tag, untag, merge, split or withdraw.</param>
/// <param name="Was">The value before.</param>
/// <param name="Now">The value since.</param>
/// <param name="Note">What was said about it.</param>
public sealed record AlertChangeView(string At, string Who, string Action, string? Was, string? Now, string? Note)
{
    internal static AlertChangeView Of(AlertChange c) => new(Query.Time(c.At), c.Who, c.Action, c.Was, c.Now, c.Note);
}
