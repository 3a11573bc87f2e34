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
        var resources = failed.SelectMany(Resources.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var (calls, refused) = (worst.Count(), worst.Count(r => r.Failures > 0));
        var usual = file.Before.Events == 0 ? (double?)null : (double)file.Before.Failures / file.Before.Events;
        var share = (double)worst.Sum(r => r.Failures) / worst.Sum(r => r.Events);
        draft.Say($"In the hour from {Words.Time(worst.Key)} it made {Words.Count(calls, "different call")} ({Words.Count(worst.Sum(r => r.Events), "event")}); {refused:N0} of the calls failed, {Words.Share(share)} of the events, on {Words.Count(resources.Length, "different resource")}.")
            .Say(usual is { } u ? $"Usually {Words.Share(u)} of its events fail." : "What is usual for it is not known, since it has no history.")
            .Say(failed.Count == CaseRecords.Most ? $"Only the newest {CaseRecords.Most} failures were looked at for resources." : "")
            .Time("hour", worst.Key).Number("different_calls", calls).Number("different_calls_failed", refused).Number("events", worst.Sum(r => r.Events)).Number("failures", worst.Sum(r => r.Failures)).Number("resources_failed", resources.Length)
            .Counts("failed_calls", worst.Where(r => r.Failures > 0).OrderByDescending(r => r.Failures).Select(r => new Anomalies.ValueCount($"{r.Values[0]} {r.Values[1]}", r.Failures)))
            .Lines("resources", resources)
            .Evidence(failed.Select(e => e.Mark)).Find(query)
            .Point("enumeration.many_refused", refused >= 5 && share > 2 * (usual ?? 0), $"{refused} different calls failed within an hour")
            .Point("enumeration.failures_up", refused is > 0 and < 5 && share > 0.2 && share > 4 * (usual ?? 0), $"{Words.Share(share)} of its events fail, where {(usual is { } v ? Words.Share(v) : "nothing")} is usual");
    }
}
