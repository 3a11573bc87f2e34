using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>
/// What people do with alerts. Every change is noted with who and when; what is so already changes nothing. May be used while another
/// process detects: each call is one transaction.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="clock">Tells when.</param>
/// <param name="who">Who does it.</param>
public sealed class AlertDesk(StateStore state, TimeProvider clock, string who)
{
    /// <summary>Says that somebody looks at them. Gives how many alerts changed.</summary>
    public int Acknowledge(IReadOnlyCollection<StoredAlert> alerts, string? note = null) => SetStatus(alerts, "acknowledge", AlertStatus.Acknowledged, null, note);

    /// <summary>Closes them. Gives how many changed.</summary>
    public int Close(IReadOnlyCollection<StoredAlert> alerts, CloseReason because, string? note = null) => SetStatus(alerts, "close", AlertStatus.Closed, because, note);

    /// <summary>Opens them again. Gives how many changed.</summary>
    public int Reopen(IReadOnlyCollection<StoredAlert> alerts, string? note = null) => SetStatus(alerts, "reopen", AlertStatus.Open, null, note);

    /// <summary>Gives them to somebody; to nobody with null. Gives how many changed.</summary>
    public int Assign(IReadOnlyCollection<StoredAlert> alerts, string? assignee, string? note = null) => Change(alerts, (a, at) =>
    {
        if (a.Assignee == assignee) return false;
        state.Alerts.SetAssignee(assignee, Note(a, at, "assign", a.Assignee, assignee, note));
        return true;
    });

    /// <summary>Says something about them.</summary>
    public int Comment(IReadOnlyCollection<StoredAlert> alerts, string text) => Change(alerts, (a, at) =>
    {
        state.Alerts.Note(Note(a, at, "comment", null, null, text));
        return true;
    });

    /// <summary>Adds a tag, or removes one. Gives how many changed.</summary>
    public int Tag(IReadOnlyCollection<StoredAlert> alerts, string tag, bool there) => Change(alerts, (a, at) =>
    {
        if (state.Alerts.Tags(a.Id).Contains(tag) == there) return false;
        state.Alerts.SetTag(tag, there, Note(a, at, there ? "tag" : "untag", there ? null : tag, there ? tag : null, null));
        return true;
    });

    private int SetStatus(IReadOnlyCollection<StoredAlert> alerts, string action, AlertStatus status, CloseReason? because, string? note) => Change(alerts, (a, at) =>
    {
        if (a.Status == status && a.ClosedBecause == because) return false;
        state.Alerts.SetStatus(status, because, Note(a, at, action, AlertState.Text(a.Status, a.ClosedBecause), AlertState.Text(status, because), note));
        return true;
    });

    /// <summary>The alerts are read again inside the transaction: somebody else may have been faster.</summary>
    private int Change(IReadOnlyCollection<StoredAlert> alerts, Func<StoredAlert, long, bool> change) => state.InTransaction(() =>
    {
        var at = clock.Micros(); // one time for all: what was done at once is told once
        return alerts.Chunk(500).Sum(some => state.Alerts.List(new AlertFilter { Ids = [.. some.Select(a => a.Id)], Standing = some[0].Standing }).Count(a => change(a, at)));
    });

    private AlertChange Note(StoredAlert alert, long at, string action, string? was, string? now, string? note) =>
        new(alert.Id, at, who, action, was, now, note);
}
