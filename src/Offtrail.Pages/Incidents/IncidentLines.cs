using Offtrail.Pipeline;
using Offtrail.Reports;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>Reads what the table of incidents shows. Each call holds a connection to the state for its own time only.</summary>
internal sealed class IncidentLines(StatePool pool)
{
    /// <summary>Lines of a page.</summary>
    public const int OfAPage = 50;

    /// <summary>Pages that one may turn; who is there yet has to filter.</summary>
    public const int MostPages = 40;

    /// <summary>A page of the incidents that fit, the highest rank first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="page">The page, from 1.</param>
    /// <exception cref="ApiException">A value of the query is wrong.</exception>
    public Task<IncidentPageOfLines> ReadAsync(IncidentQueryParameters query, int page)
    {
        var filter = query.Filter();
        var skipped = (Math.Clamp(page, 1, MostPages) - 1) * OfAPage;
        return Task.Run(() =>
        {
            using var lease = pool.Rent();
            var found = lease.State.Incidents.List(filter with { Most = skipped + OfAPage + 1 }).Skip(skipped).ToArray();
            var accounts = lease.State.Manifest.All().Select(s => s.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return new IncidentPageOfLines([.. found.Take(OfAPage).Select(IncidentRow.Of)], lease.State.Incidents.Count(filter), found.Length > OfAPage, [.. accounts]);
        });
    }
}

/// <summary>A page of the table, how many incidents fit, and which accounts may be chosen.</summary>
public sealed record IncidentPageOfLines(IReadOnlyList<IncidentRow> Lines, long Total, bool HasMore, IReadOnlyList<string> Accounts)
{
    /// <summary>"12 incidents".</summary>
    public string TotalText => PlainFigures.Count(Total, "incident");
}
