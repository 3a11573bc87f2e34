using Offtrail.Pipeline;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Writes a request's changes into the audit log.</summary>
/// <param name="context">The request.</param>
/// <param name="pool">The state.</param>
/// <param name="clock">Tells when.</param>
public sealed class AuditTrail(IHttpContextAccessor context, StatePool pool, TimeProvider clock)
{
    /// <summary>Who the request is from, as it is written down. Set for what is done without a request of its own: a page's connection outlives the one that made it.</summary>
    public string Who
    {
        get => field ?? context.HttpContext?.User.Identity?.Name ?? "nobody";
        set;
    }

    /// <summary>Writes an entry of a change of the state, in the same transaction.</summary>
    /// <param name="state">The state that is changed.</param>
    /// <param name="action">What was done, such as alert.close.</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">More about it; no secrets.</param>
    /// <param name="who">Who did it; null for whom the request is from.</param>
    public void Note(StateStore state, string action, string subject, string? detail = null, string? who = null) =>
        state.Audit.Add(clock.Micros(), who ?? Who, action, subject, detail, context.HttpContext?.Connection.RemoteIpAddress?.ToString());

    /// <summary>Writes an entry of what was done elsewhere, to a file say.</summary>
    public void Note(string action, string subject, string? detail = null, string? who = null) => pool.Change(state =>
    {
        Note(state, action, subject, detail, who);
        return true;
    });
}
