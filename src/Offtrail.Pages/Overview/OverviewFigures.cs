using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Reads what the overview shows.</summary>
internal sealed class OverviewFigures(StatePool pool, LiveService live)
{
    private const int Shown = 8;

    private static readonly string[] s_severities = ["critical", "high", "medium", "low"];

    /// <summary>The figures as they are now.</summary>
    public Task<OverviewData> ReadAsync() => Task.Run(() =>
    {
        using var lease = pool.Rent();
        var (alerts, pack) = (lease.State.Alerts, live.Definitions.Pack);
        var open = new AlertFilter { Statuses = [AlertStatus.Open] };
        var bySeverity = s_severities.Select(s => (Severity: s, Count: alerts.Count(open with { Severities = [s] }))).Where(s => s.Count > 0).ToArray();
        var incidents = new IncidentFilter { Statuses = [AlertStatus.Open] };
        return new OverviewData(
            bySeverity.Sum(s => s.Count), alerts.Count(open with { Statuses = [AlertStatus.Acknowledged] }), lease.State.Incidents.Count(incidents), bySeverity, [.. lease.State.Incidents.List(incidents with { Most = Shown }).Select(IncidentRow.Of)],
            [.. alerts.Repeats(open with { Newest = Shown }, AlertOrder.Score).Reverse().Select(a => AlertRow.Of(a.Newest, lease.State, pack))]);
    });
}

/// <summary>What stands open, with the most unusual of it.</summary>
internal sealed record OverviewData(long Open, long Acknowledged, long OpenIncidents, IReadOnlyList<(string Severity, long Count)> BySeverity, IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<AlertRow> Alerts);
