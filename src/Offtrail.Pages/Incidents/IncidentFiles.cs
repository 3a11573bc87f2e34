using System.Text.Json.Nodes;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Reads all that the page of one incident shows from the state.</summary>
internal sealed class IncidentFiles(StatePool pool, LiveService live)
{
    /// <summary>Alerts that the page shows at most.</summary>
    public const int MostAlerts = 300;

    private const int MostNear = 8;
    private const long TwoDays = 2 * 86_400_000_000L;
    private const string Role = ":assumed-role/";

    /// <summary>The incident with what belongs to it; null when there is none of this id.</summary>
    public Task<IncidentFile?> ReadAsync(string id) => Task.Run(() =>
    {
        using var lease = pool.Rent();
        return lease.State.Incidents.Find(id) is { } incident ? Read(lease.State, incident) : null;
    });

    /// <summary>Other incidents within two days of one, the highest rank first: those that may be the same story.</summary>
    public Task<IReadOnlyList<IncidentRow>> NearAsync(StoredIncident incident) => Task.Run<IReadOnlyList<IncidentRow>>(() =>
    {
        using var lease = pool.Rent();
        return [.. lease.State.Incidents.List(new IncidentFilter { FromMicros = incident.First - TwoDays, ToMicros = incident.Last + TwoDays, Most = MostNear + 1 }).Where(i => i.Id != incident.Id).Take(MostNear).Select(IncidentRow.Of)];
    });

    /// <summary>The incident that one of this id has become: the one that its first alert is in now; null when nothing is known.</summary>
    public Task<string?> NowAsync(string id) => Task.Run(() =>
    {
        using var lease = pool.Rent();
        return id.Length >= 8 && id.All(char.IsAsciiHexDigitLower) && lease.State.Incidents.Beginning(id) is [var one] ? one.Id : null;
    });

    private IncidentFile Read(StateStore state, StoredIncident incident)
    {
        var pack = live.Definitions.Pack;
        StoredAlert[] alerts = [.. state.Alerts.List(new AlertFilter { Incident = incident.Id, Newest = MostAlerts }).OrderBy(a => a.FirstEvent).ThenBy(a => a.Id, StringComparer.Ordinal)];
        return new IncidentFile(
            incident, [.. alerts.Select(a => new IncidentAlert(a, AlertRow.Of(a, state, pack), pack.RulesById.GetValueOrDefault(a.RuleId)?.Threats ?? []))],
            EntityLinks.Of(alerts.Select(a => state.Alerts.Entities(a.Id).Select(Named).Concat(Instances(a)))), IncidentWork.ChangesOf(state, alerts));
    }

    /// <summary>An entity by its value alone: the account before an identity's stands elsewhere.</summary>
    private static LinkedEntity Named(AlertEntity entity) => entity.Kind switch
    {
        EntityKind.Identity => new(LinkedKind.Identity, entity.Value[(entity.Value.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
        EntityKind.AccessKey => new(LinkedKind.AccessKey, entity.Value),
        _ => new(LinkedKind.Address, entity.Value),
    };

    /// <summary>The instances whose sessions an alert's events name.</summary>
    private static IEnumerable<LinkedEntity> Instances(StoredAlert alert) =>
        JsonNode.Parse(alert.Document)?["offtrail"]?["alert"]?["values"]?[AlertFields.IdentityArn] is JsonArray sessions
            ? sessions.Select(s => (string?)s?["value"]).OfType<string>().Where(s => s.Contains(Role, StringComparison.Ordinal)).Select(s => s[(s.LastIndexOf('/') + 1)..])
                .Where(s => s.StartsWith("i-", StringComparison.Ordinal)).Take(AlertEntities.MostOfKind).Select(s => new LinkedEntity(LinkedKind.Instance, s))
            : [];
}
