using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>What people do with alerts, from the API or the pages: each call is one transaction with its entry in the audit log.</summary>
/// <param name="pool">The state.</param>
/// <param name="clock">Tells when.</param>
/// <param name="audit">Knows who.</param>
public sealed class AlertWork(StatePool pool, TimeProvider clock, AuditTrail audit)
{
    private const int MostNote = 10_000;
    private const int MostAssignee = 200;
    private const int MostTag = 100;

    /// <summary>The same change to some alerts. Gives how many are others now.</summary>
    /// <param name="ids">Their whole ids, 1 to 1,000.</param>
    /// <param name="change">The change.</param>
    /// <exception cref="ApiException">There is no such alert, or a value is wrong; nothing is changed.</exception>
    public int Change(IReadOnlyList<string> ids, AlertChangeRequest change)
    {
        if (ids is not { Count: > 0 and <= Query.MostItems }) throw new ApiException("ids", $"right would be 1 to {Query.MostItems} ids");
        return pool.Change(state =>
        {
            var found = ids.Distinct(StringComparer.Ordinal).Select(id => Find(state, id) ?? throw new ApiException("ids", $"there is no alert {id}")).ToArray();
            return Change(state, found, change);
        });
    }

    /// <summary>Says something about an alert.</summary>
    /// <param name="id">Its whole id.</param>
    /// <param name="text">What is said, up to 10,000 characters.</param>
    /// <exception cref="ApiException">The text is empty or too long.</exception>
    /// <returns>Whether there is such an alert.</returns>
    public bool Comment(string id, string? text) => pool.Change(state =>
    {
        if (Find(state, id) is not { } alert) return false;
        Say(state, text, [alert]);
        audit.Note(state, "alert.comment", alert.Id);
        return true;
    });

    /// <summary>The alert of an id, whether it stands or not; ids are whole.</summary>
    public static StoredAlert? Find(StateStore state, string id) =>
        id.Length > 8 && id.All(char.IsAsciiHexDigitLower) ? Enum.GetValues<AlertStanding>().SelectMany(s => state.Alerts.List(new AlertFilter { Ids = [id], Standing = s, Newest = 2 })).FirstOrDefault(a => a.Id == id) : null;

    /// <summary>The same within a transaction that there is.</summary>
    internal int Change(StateStore state, IReadOnlyCollection<StoredAlert> alerts, AlertChangeRequest change)
    {
        var changed = alerts.GroupBy(a => a.Standing).Sum(g => Apply(state, change, [.. g]));
        if (changed > 0) audit.Note(state, "alert.change", alerts.Count == 1 ? alerts.First().Id : $"{changed} alerts", change.Summary);
        return changed;
    }

    /// <summary>Makes a change at the desk, inside a transaction. Gives how many alerts are others now.</summary>
    internal int Apply(StateStore state, AlertChangeRequest change, IReadOnlyCollection<StoredAlert> alerts)
    {
        var desk = new AlertDesk(state, clock, audit.Who);
        var note = Note(change.Note, "note");
        var because = change.ClosedReason is { } reason ? Query.One<CloseReason>(reason, "closed_reason") : (CloseReason?)null;
        var status = change.Status is { } text ? Query.One<AlertStatus>(text, "status") : (AlertStatus?)null;
        if (because is not null && status != AlertStatus.Closed) throw new ApiException("closed_reason", "it belongs to the status closed");
        var assignee = change.Assignee is { Length: > MostAssignee } ? throw new ApiException("assignee", $"right would be up to {MostAssignee} characters") : change.Assignee;
        foreach (var tag in (change.AddTags ?? []).Concat(change.RemoveTags ?? [])) if (tag.Length is 0 or > MostTag || tag.Any(char.IsControl)) throw new ApiException("add_tags", $"right would be tags of 1 to {MostTag} characters");
        var changed = status switch
        {
            AlertStatus.Acknowledged => desk.Acknowledge(alerts, note),
            AlertStatus.Closed => desk.Close(alerts, because ?? throw new ApiException("closed_reason", $"right would be {string.Join(" or ", Enum.GetValues<CloseReason>().Select(Query.NameOf))}"), note),
            AlertStatus.Open => desk.Reopen(alerts, note),
            _ => 0,
        };
        if (assignee is not null) changed = Math.Max(changed, desk.Assign(alerts, assignee.Length == 0 ? null : assignee, note));
        foreach (var tag in change.AddTags ?? []) changed = Math.Max(changed, desk.Tag(alerts, tag, there: true));
        foreach (var tag in change.RemoveTags ?? []) changed = Math.Max(changed, desk.Tag(alerts, tag, there: false));
        return changed;
    }

    /// <summary>Says something about alerts, inside a transaction.</summary>
    internal void Say(StateStore state, string? text, IReadOnlyCollection<StoredAlert> alerts) =>
        new AlertDesk(state, clock, audit.Who).Comment(alerts, Note(text, "text") is { Length: > 0 } said ? said : throw new ApiException("text", "right would be what is to be said"));

    /// <summary>A note as it was said.</summary>
    /// <exception cref="ApiException">It is too long.</exception>
    internal static string? Note(string? text, string field) => text is { Length: > MostNote } ? throw new ApiException(field, $"right would be up to {MostNote} characters") : text;
}
