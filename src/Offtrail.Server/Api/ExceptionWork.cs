using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>From an alert to an exception, for the API and the pages.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="pool">The state.</param>
/// <param name="live">Knows the rules.</param>
/// <param name="audit">Knows who.</param>
public sealed class ExceptionWork(DataFolder folder, StatePool pool, LiveService live, AuditTrail audit)
{
    private const int MostComment = 1000;

    /// <summary>The exception that would have covered an alert, with what else of the last 30 days it would have covered; added when that is asked for. Null when there is no such alert.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    /// <exception cref="Anomalies.DefinitionException">The alert can't be excepted by these fields.</exception>
    public ExceptionView? Draft(ExceptionRequest request)
    {
        using var lease = pool.Rent();
        if (AlertWork.Find(lease.State, request.AlertId) is not { } alert) return null;
        var until = Query.Moment(request.Until, "until");
        if (request.Comment is { Length: > MostComment }) throw new ApiException("comment", "right would be up to 1,000 characters");
        var draft = ExceptionDraft.Of(lease.State, alert, request.Fields ?? [], request.Comment is { Length: > 0 } comment ? comment : $"as alert {alert.Id[..8]}", until is { } micros ? (Query.Time(micros), micros) : null);
        if (request.Save)
        {
            draft.AddTo(Path.Combine(folder.Root, ExceptionList.FileName), [.. live.Definitions.Pack.RulesById.Keys.Append(alert.RuleId)]);
            audit.Note("exceptions.add", alert.RuleId, $"as alert {alert.Id}");
        }

        return new ExceptionView(draft.Yaml, request.Save, [.. draft.Covered.Select(a => AlertRow.Of(a, lease.State, live.Definitions.Pack))]);
    }
}
