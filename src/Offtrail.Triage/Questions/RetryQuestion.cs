using Offtrail.Anomalies;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Whether what failed went through later: the same call on the same resource, behind the failure.</summary>
internal sealed class RetryQuestion : IQuestion
{
    /// <summary>How many later successes are looked at, the newest.</summary>
    internal const int Most = 200;

    private const long Hour = 3_600_000_000;
    private const int Guesses = 3;

    /// <inheritdoc/>
    public string Id => "retry";

    /// <inheritdoc/>
    public string Asks => "Did the calls that failed succeed later?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        CaseEvent[] failed = [.. file.OwnEvents.Where(e => e.Failed && e[EventColumn.Action] is not null)];
        if (failed.Length == 0 || file.Subject.Identity is null)
        {
            draft.Say("No call behind it failed.");
            return;
        }

        var doors = failed.GroupBy(e => (Action: e[EventColumn.Action]!, On: string.Join(' ', Resources.Named(e.Record).Order(StringComparer.Ordinal)))).Select(d => new Door(d.Key.Action, d.Key.On, [.. d])).OrderBy(d => d.Name, StringComparer.Ordinal).ToArray();
        var query = new EventsQuery(file.Subject.Account, file.OfIdentity(new During(0, 0)).Filter.And(CaseFile.OneOf(EventColumn.Action, doors.Select(d => d.Action).Distinct(StringComparer.Ordinal))), new During(failed[0].Micros, file.Subject.Last + (24 * Hour)));
        var later = file.Search(query with { Filter = query.Filter.And(new HasValue(EventColumn.Outcome.Name(), "success")) }, Most, [EventColumn.EventId, EventColumn.Action]).Where(s => doors.Any(d => d.Failures.Any(f => Opens(s, f)))).ToArray();
        Door[] opened = [.. doors.Where(d => later.Any(s => d.Failures.Any(f => Opens(s, f))))];
        var mended = doors.All(d => d.Failures.All(f => later.Any(s => Opens(s, f) && s.Micros <= f.Micros + Hour)));
        var signIns = failed.Where(f => f[EventColumn.Action] == Refusals.SignIn).ToArray();
        var guessed = signIns.Length >= Guesses && later.Any(s => s[EventColumn.Action] == Refusals.SignIn && signIns.Count(f => Opens(s, f) && f.Micros >= s.Micros - Hour) >= Guesses);
        draft.Say(opened.Length == 0 ? $"No: until a day later {(doors.Length == 1 ? $"{doors[0].Name} did not succeed" : $"none of the {doors.Length:N0} calls that failed, each with its resource, succeeded")}."
                : doors.Length == 1 ? $"Yes: {doors[0].Name} succeeded until a day later."
                : $"Until a day later {opened.Length:N0} of the {Words.Count(doors.Length, "call")} that failed, each with its resource, succeeded: {Words.List(opened.Select(d => d.Name))}.")
            .Say(guessed ? $"A sign-in succeeded after {signIns.Length:N0} that failed, as with a password that was guessed." : "")
            .Lines("failed_calls", doors.Select(d => d.Name)).Counts("succeeded", later.GroupBy(s => s[EventColumn.Action]!).Select(g => new ValueCount(g.Key, g.Count())).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal))
            .Lines("never_succeeded", doors.Except(opened).Select(d => d.Name))
            .Evidence(failed.TakeLast(3).Select(f => f.Mark)).Evidence(later.Take(10).Select(s => s.Mark)).Find(query)
            .Point("retry.succeeded", mended && !guessed, "all that failed succeeded on the same resource within the hour, as with a mistake that was mended")
            .Point("retry.guessed", guessed, $"a sign-in succeeded after {signIns.Length:N0} that failed")
            .Point("retry.never", opened.Length == 0, "nothing that failed succeeded later");
    }

    /// <summary>Whether a success is the same call as a failure before it, on the same resource where the failure names one.</summary>
    internal static bool Opens(CaseEvent success, CaseEvent failure) =>
        success[EventColumn.Action] == failure[EventColumn.Action] && success.Micros >= failure.Micros && Resources.Same(failure.Record, success.Record);

    /// <summary>A call on a resource, and how often it failed.</summary>
    private sealed record Door(string Action, string On, CaseEvent[] Failures)
    {
        public string Name => On.Length == 0 ? Action : $"{Action} on {On}";
    }
}
