using System.Text.Json.Nodes;
using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Reads all that the page of one alert shows from the state.</summary>
internal sealed class AlertFiles(StatePool pool, LiveService live)
{
    private const int AlikeShown = 5;
    private const int CompanyShown = 5;

    /// <summary>The alert with what belongs to it; null when there is none of this id.</summary>
    public Task<AlertFile?> ReadAsync(string id) => Task.Run(() => Read(id));

    private AlertFile? Read(string id)
    {
        using var lease = pool.Rent();
        var (state, pack) = (lease.State, live.Definitions.Pack);
        if (AlertWork.Find(state, id) is not { } alert) return null;
        var rule = pack.RulesById.GetValueOrDefault(alert.RuleId);
        IReadOnlyList<StoredAlert> company = alert.Incident is { } incident ? state.Alerts.List(new AlertFilter { Incident = incident, Newest = CompanyShown + 1 }) : [];
        var alike = alert.Kin.Length > 0 ? state.Alerts.List(new AlertFilter { Kin = alert.Kin, Newest = AlikeShown + 1 }) : [];
        var own = JsonNode.Parse(alert.Document)!["offtrail"]!;
        return new AlertFile(
            alert, AlertRow.Of(alert, state, pack), rule, own["alert"]!, own["anomaly"], rule?.Guide is { } guide ? AlertGuide.Fill(guide, alert, null) : null, AlertSearch.Events(alert, own["alert"]!, null),
            Rows(alike), Rows(company), alert.Incident is { } of ? state.Incidents.Find(of) : null, state.Alerts.Changes(alert.Id));

        IReadOnlyList<AlertRow> Rows(IEnumerable<StoredAlert> alerts) => [.. alerts.Where(a => a.Id != alert.Id).Reverse().Select(a => AlertRow.Of(a, state, pack))];
    }
}
