using Offtrail.Pipeline;
using Offtrail.Reports;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Reads what the table of alerts shows. Each call holds a connection to the state for its own time only.</summary>
internal sealed class AlertLines(StatePool pool, LiveService live)
{
    /// <summary>Lines of a page.</summary>
    public const int OfAPage = 50;

    /// <summary>Pages that one may turn; who is there yet has to filter.</summary>
    public const int MostPages = 40;

    private const long MostCounted = 10_000;

    /// <summary>A page of the alerts that fit, repeats with the newest of them.</summary>
    /// <param name="query">Which.</param>
    /// <param name="sort">newest, oldest or score; newest when it is empty.</param>
    /// <param name="page">The page, from 1.</param>
    /// <exception cref="ApiException">A value of the query is wrong.</exception>
    public Task<AlertPageOfLines> ReadAsync(AlertQueryParameters query, string? sort, int page)
    {
        var (filter, order) = (query.Filter(), string.IsNullOrEmpty(sort) ? AlertOrder.Newest : Query.One<AlertOrder>(sort, "sort"));
        var skipped = (Math.Clamp(page, 1, MostPages) - 1) * OfAPage;
        return Task.Run(() =>
        {
            using var lease = pool.Rent();
            var pack = live.Definitions.Pack;
            var found = lease.State.Alerts.Repeats(filter with { Newest = skipped + OfAPage + 1 }, order).Reverse().Skip(skipped).ToArray();
            var accounts = lease.State.Manifest.All().Select(s => s.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return new AlertPageOfLines(
                [.. found.Take(OfAPage).Select(f => new AlertLine(AlertRow.Of(f.Newest, lease.State, pack), f.Newest.Kin, f.Times, f.FirstRaisedAt))], lease.State.Alerts.Count(filter, MostCounted + 1), found.Length > OfAPage,
                [.. pack.RulesById.Values.Select(r => (r.Id, r.Name)).OrderBy(r => r.Name, StringComparer.Ordinal)], [.. accounts]);
        });
    }

    /// <summary>How many of these alerts fit.</summary>
    public Task<long> FittingAsync(AlertQueryParameters query, IReadOnlyList<string> ids)
    {
        var filter = query.Filter() with { Ids = ids };
        return Task.Run(() =>
        {
            using var lease = pool.Rent();
            return lease.State.Alerts.Count(filter);
        });
    }

    /// <summary>The ids of all alerts that lines stand for, at most as many as may be changed at once.</summary>
    public IReadOnlyList<string> IdsOf(IEnumerable<AlertLine> lines, AlertQueryParameters query)
    {
        using var lease = pool.Rent();
        var filter = query.Filter();
        return [.. lines.SelectMany(l => l.Times == 1 ? [l.Row.Id] : lease.State.Alerts.List(filter with { Kin = l.Kin, Statuses = [Query.One<AlertStatus>(l.Row.Status, "status")] }).Where(a => !a.OfEntity).Select(a => a.Id)).Distinct(StringComparer.Ordinal).Take(Query.MostItems)];
    }
}

/// <summary>A line of the table: an alert with those before it that say the same.</summary>
public sealed record AlertLine(AlertRow Row, string Kin, long Times, long FirstRaisedAt);

/// <summary>A page of the table, how many alerts fit, and what may be chosen.</summary>
public sealed record AlertPageOfLines(IReadOnlyList<AlertLine> Lines, long Total, bool HasMore, IReadOnlyList<(string Id, string Name)> Rules, IReadOnlyList<string> Accounts)
{
    /// <summary>"91", or "10,000 or more".</summary>
    public string TotalText => Total > 10_000 ? "10,000 or more" : PlainFigures.Number(Total);
}
