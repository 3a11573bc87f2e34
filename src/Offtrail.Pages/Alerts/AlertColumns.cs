using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Pages;

/// <summary>Which columns the table of alerts has, as each viewer likes it. What is unusual is always there.</summary>
internal sealed class AlertColumns(StatePool pool, AuditTrail audit)
{
    /// <summary>All that may be chosen, in their order: how they are kept, and their heads.</summary>
    public static IReadOnlyList<(string Id, string Head)> All { get; } =
        [("severity", "Severity"), ("rarity", "Rarity"), ("account", "Account"), ("rule", "Rule"), ("status", "Status"), ("assignee", "Assigned to"), ("incident", "Incident"), ("first_event", "First event"), ("raised", "Raised")];

    /// <summary>Those of who has not chosen.</summary>
    public static IReadOnlySet<string> Usual { get; } = new HashSet<string>(StringComparer.Ordinal) { "severity", "rarity", "status", "raised" };

    /// <summary>What the viewer chose.</summary>
    public Task<IReadOnlySet<string>> ReadAsync() => Task.Run(() =>
    {
        using var lease = pool.Rent();
        return lease.State.Preferences.Of(audit.Who, PreferenceKind.AlertColumns) is [var (_, kept)] ? kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) : Usual;
    });

    /// <summary>Keeps what the viewer chose.</summary>
    public Task SaveAsync(IReadOnlySet<string> columns) => Task.Run(() => pool.Change(state =>
    {
        state.Preferences.Put(audit.Who, PreferenceKind.AlertColumns, "", string.Join(' ', All.Select(c => c.Id).Where(columns.Contains)));
        return true;
    }));
}
