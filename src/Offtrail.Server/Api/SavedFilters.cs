using Microsoft.AspNetCore.WebUtilities;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Filters of alerts that people keep under a name, each for themselves.</summary>
/// <param name="pool">The state.</param>
/// <param name="audit">Knows who.</param>
public sealed class SavedFilters(StatePool pool, AuditTrail audit)
{
    private const int MostFilters = 100;
    private const int MostName = 60;
    private const int MostQuery = 4000;

    /// <summary>Those of whom the request is from, by name.</summary>
    public IReadOnlyList<SavedFilter> List()
    {
        using var lease = pool.Rent();
        return [.. lease.State.Preferences.Of(audit.Who, PreferenceKind.AlertFilter).Select(p => new SavedFilter(p.Name, p.Value))];
    }

    /// <summary>Keeps one, in the place of what had its name.</summary>
    /// <exception cref="ApiException">The name or the query is wrong, or there are too many.</exception>
    public SavedFilter Save(string name, string? query)
    {
        if (name.Length is 0 or > MostName || name.Any(char.IsControl) || name.Trim() != name) throw new ApiException("name", $"right would be 1 to {MostName} characters");
        var checked_ = Checked(query);
        return pool.Change(state =>
        {
            var there = state.Preferences.Of(audit.Who, PreferenceKind.AlertFilter);
            if (there.Count >= MostFilters && there.All(p => p.Name != name)) throw new ApiException("name", $"there are {MostFilters} already; delete one first");
            state.Preferences.Put(audit.Who, PreferenceKind.AlertFilter, name, checked_);
            return new SavedFilter(name, checked_);
        });
    }

    /// <summary>Forgets one; false when there was none of this name.</summary>
    public bool Delete(string name) => pool.Change(state => state.Preferences.Drop(audit.Who, PreferenceKind.AlertFilter, name));

    /// <summary>A query of parameters that the list of alerts knows, with values that it can read.</summary>
    private static string Checked(string? query)
    {
        if (query is null or { Length: > MostQuery }) throw new ApiException("query", $"right would be parameters of GET /alerts, up to {MostQuery} characters, such as status=open&severity=high");
        var parts = QueryHelpers.ParseQuery(query);
        string? One(string key) => parts.Remove(key, out var value) ? value.ToString() : null;
        string[]? Some(string key) => parts.Remove(key, out var value) ? [.. value.OfType<string>()] : null;
        var leastScore = One("least_score");
        _ = new AlertQueryParameters
        {
            Status = Some("status"),
            Standing = One("standing"),
            Rule = Some("rule"),
            Account = Some("account"),
            Severity = Some("severity"),
            Identity = One("identity"),
            AccessKey = One("access_key"),
            Source = One("source"),
            Assignee = Some("assignee"),
            Tag = Some("tag"),
            Incident = One("incident"),
            From = One("from"),
            To = One("to"),
            Text = One("text"),
            LeastScore = leastScore is null ? null : double.TryParse(leastScore, System.Globalization.CultureInfo.InvariantCulture, out var score) ? score : throw new ApiException("query", "least_score: right would be 0 to 100"),
        }.Filter();
        if (One("sort") is { Length: > 0 } sort) Query.One<AlertOrder>(sort, "sort");
        return parts.Count == 0 ? query : throw new ApiException("query", $"the list of alerts knows no parameter {(parts.Keys.First() is { Length: > 60 } long_ ? long_[..60] : parts.Keys.First())}");
    }
}
