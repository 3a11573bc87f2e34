using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Refused enumeration: how many different calls and resources the identity tried within an hour, and how many were refused.</summary>
internal sealed class EnumerationQuestion : IQuestion
{
    private const long Hour = 3_600_000_000;

    /// <inheritdoc/>
    public string Id => "enumeration";

    /// <inheritdoc/>
    public string Asks => "Did it try many doors within the hour?";

    /// <inheritdoc/>
    public void Answer(CaseFile file, AnswerDraft draft)
    {
        if (file.Subject.Identity is null)
        {
            draft.Say("The events name no identity, so its other calls are not known.");
            return;
        }

        if (CaseRecords.WorstHour(file) is not { } worst)
        {
            draft.Say("The lake has no event of the identity around the alert.").Find(file.AroundQuery);
            return;
        }

        var query = file.OfIdentity(new During(worst.Key, worst.Key + Hour));
        var failed = file.Records.Failed;
        var resources = On(failed);
        var refusedOn = On(failed.Where(e => Refusals.Is(e[EventColumn.Action], e[EventColumn.ErrorCode])));
        var tried = On(failed.Concat(file.Events.Where(e => e[EventColumn.Identity] == file.Subject.Identity && e.Micros >= worst.Key && e.Micros < worst.Key + Hour)));
        TallyRow[] failures = [.. worst.Where(r => r.Failures > 0)], refusals = [.. failures.Where(r => Refusals.Is(r.Values[1], r.Values[2]))];
        var (calls, different, events) = (CaseRecords.Calls(worst), CaseRecords.Calls(failures), worst.Sum(r => r.Events));
        var usual = file.Before.Events == 0 ? (double?)null : (double)file.Before.Failures / file.Before.Events;
        var share = (double)failures.Sum(r => r.Failures) / events;
        var unusual = share > 2 * (usual ?? 0);
        draft.Say($"In the hour from {Words.Time(worst.Key)} it made {Words.Count(calls, "different call")} ({Words.Count(events, "event")}), as far as was looked at on {Words.Count(tried.Length, "different resource")}.")
            .Say(failures.Length == 0 ? "None was refused and none failed." : $"{Told(refusals, "refused")}, on {Words.Count(refusedOn.Length, "different resource")}; {Told([.. failures.Except(refusals)], "answered with another error")}. Together that is {Words.Share(share)} of the events.")
            .Say(usual is { } u ? $"Usually {Words.Share(u)} of its events fail." : "What is usual for it is not known, since it has no history.")
            .Say(failed.Count == CaseRecords.Most ? $"Only the newest {CaseRecords.Most} failures were looked at for resources." : "")
            .Time("hour", worst.Key).Number("different_calls", calls).Number("different_calls_failed", different).Number("different_calls_refused", CaseRecords.Calls(refusals)).Number("events", events).Number("failures", failures.Sum(r => r.Failures)).Number("refusals", refusals.Sum(r => r.Failures))
            .Number("resources_tried", tried.Length).Number("resources_failed", resources.Length).Number("resources_refused", refusedOn.Length)
            .Counts("failed_calls", failures.OrderByDescending(r => r.Failures).Select(r => new Anomalies.ValueCount($"{r.Values[0]} {r.Values[1]} {r.Values[2] ?? "without a code"}", r.Failures)))
            .Lines("resources", resources)
            .Evidence(failed.Select(e => e.Mark)).Find(query)
            .Point("enumeration.many_refused", different >= 5 && unusual, $"{different} different calls were refused or failed within an hour")
            .Point("enumeration.many_resources", different < 5 && refusedOn.Length >= 10 && unusual, $"it was refused on {refusedOn.Length} different resources within an hour")
            .Point("enumeration.failures_up", different is > 0 and < 5 && refusedOn.Length < 10 && share > 0.2 && share > 4 * (usual ?? 0), $"{Words.Share(share)} of its events fail, where {(usual is { } v ? Words.Share(v) : "nothing")} is usual");
    }

    private static string Told(TallyRow[] rows, string what) => $"{Words.Count(CaseRecords.Calls(rows), "call")} {(CaseRecords.Calls(rows) == 1 ? "was" : "were")} {what} ({Words.Count(rows.Sum(r => r.Failures), "event")})";

    private static string[] On(IEnumerable<CaseEvent> events) => [.. events.SelectMany(Resources.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
