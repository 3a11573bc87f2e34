using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Whether what was refused went through later.</summary>
internal sealed class RetryQuestion : IQuestion
{
    private const long Day = 86_400_000_000;

    /// <inheritdoc/>
    public string Id => "retry";

    /// <inheritdoc/>
    public string Asks => "Did the calls that failed succeed later?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        string[] failed = [.. file.OwnEvents.Where(e => e.Failed && e[EventColumn.Action] is not null).Select(e => e[EventColumn.Action]!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (failed.Length == 0 || file.Subject.Identity is null)
        {
            draft.Say(file.OwnEvents.Count == 0 ? "The events behind it are not in the lake any more." : "No call behind it failed.").Find(file.Behind());
            return;
        }

        var query = new EventsQuery(file.Subject.Account, file.OfIdentity(new During(0, 0)).Filter.And(CaseFile.OneOf(EventColumn.Action, failed)).And(new HasValue(EventColumn.Outcome.Name(), "success")), new During(file.Subject.First, file.Subject.Last + Day));
        var later = file.Count(query, new TallySet(EventColumn.Action) { WithIds = true })[0];
        string[] never = [.. failed.Where(a => !Behaviour.Has(later, a))];
        draft.Say(later.Rows.Count == 0 ? $"None of the {Words.Count(failed.Length, "call")} that failed succeeded until a day later." : $"Until a day later {later.Groups:N0} of the {Words.Count(failed.Length, "call")} that failed also succeeded: {Words.List(later.Rows.Select(r => r.Value))}.")
            .Lines("failed_calls", failed).Counts("succeeded", later).Lines("never_succeeded", never)
            .Evidence(later.Rows).Find(query)
            .Point("retry.succeeded", never.Length == 0, "all that failed succeeded soon after, as with a mistake that was mended")
            .Point("retry.never", later.Rows.Count == 0, "nothing that failed succeeded later");
    }
}
