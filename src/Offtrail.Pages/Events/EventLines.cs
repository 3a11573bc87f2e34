using Offtrail.Lake;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Reads what the list of events shows.</summary>
internal sealed class EventLines(EventWork events, StatePool pool)
{
    /// <summary>Lines of a page.</summary>
    public const int OfAPage = 50;

    /// <summary>Unless it is said otherwise, the events of so many days before the newest.</summary>
    public const int UsualDays = 7;

    private const long Day = 86_400_000_000;

    /// <summary>A page of the events that fit, the newest first.</summary>
    /// <param name="address">Which.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <exception cref="ApiException">A time or the cursor is wrong.</exception>
    /// <exception cref="FilterException">The condition can't be read.</exception>
    public Task<EventPageOfLines> ReadAsync(EventsAddress address, string? cursor) => Task.Run(async () =>
    {
        long first, newest;
        using (var lease = pool.Rent()) (first, newest) = EventWork.Reach(lease.State);
        var (from, to) = Query.Window(address.From, address.To);
        if (address.From is null && address.To is null) from = newest - (UsualDays * Day);
        var during = new During(Math.Max(from, first), Math.Min(to, newest + 1));
        if (during.From >= during.To) during = during with { To = during.From + 1 };
        var found = await events.ListAsync(address.Asked(during), OfAPage, cursor, EventLine.Columns, EventLine.Of, withRecord: false, CancellationToken.None).ConfigureAwait(false);
        return new EventPageOfLines(found.Items, found.NextCursor, during, first, newest);
    });
}

/// <summary>A page of events, where the next one begins, the time that was looked at, and the time that there is.</summary>
public sealed record EventPageOfLines(IReadOnlyList<EventLine> Lines, string? NextCursor, During During, long First, long Newest);
