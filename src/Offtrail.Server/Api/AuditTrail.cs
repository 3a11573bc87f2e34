using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Writes a request's changes into the audit log.</summary>
/// <param name="context">The request.</param>
/// <param name="pool">The state.</param>
/// <param name="clock">Tells when.</param>
internal sealed class AuditTrail(IHttpContextAccessor context, StatePool pool, TimeProvider clock)
{
    /// <summary>Who the request is from, as it is written down.</summary>
    public string Who => context.HttpContext?.User.Identity?.Name ?? "nobody";

    /// <summary>Writes an entry.</summary>
    /// <param name="action">What was done, such as alert.close.</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">More about it; no secrets.</param>
    /// <param name="who">Who did it; null for whom the request is from.</param>
    public void Note(string action, string subject, string? detail = null, string? who = null)
    {
        using var lease = pool.Rent();
        var state = lease.State;
        state.InTransaction(() =>
        {
            state.Audit.Add(clock.Micros(), who ?? Who, action, subject, detail, context.HttpContext?.Connection.RemoteIpAddress?.ToString());
            return true;
        });
    }
}
