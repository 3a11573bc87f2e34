using Offtrail.Anomalies;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Makes of an alert what is kept of it.</summary>
internal static class RaisedAlert
{
    /// <summary>The event fields that alerts of these rules are made from.</summary>
    public static IReadOnlyList<string> Fields(JobDefinition job, IEnumerable<RuleDefinition> rules) => [.. AlertFields.All.Union(job.Influencers).Union(rules.SelectMany(r => r.Fields))];

    /// <summary>A bucket that begins behind this time may still grow.</summary>
    /// <param name="job">The job.</param>
    /// <param name="lastMicros">Time of the newest event, microseconds since 1970 UTC.</param>
    public static long FinalMicros(JobDefinition job, long lastMicros) => lastMicros - ((job.QueryDelay + job.BucketSpan).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>What is kept: it stands unless an exception covers it.</summary>
    public static StoredAlert Of(Alert alert, JobDefinition job, int threshold, ExceptionList exceptions) =>
        new(alert.Id, alert.Rule.Id, alert.Record.Bucket, alert.RaisedAt, alert.Record.Score, threshold, Explanation.Reason(alert.Record, alert.Evidence), AlertDocument.Write(alert, job.Influencers))
        {
            Account = alert.Record.Scope,
            Severity = alert.Rule.Severity,
            FirstEvent = alert.Record.FirstEvent,
            LastEvent = alert.Record.LastEvent,
            OfEntity = job.Entity is not null,
            ReturnDays = alert.Record.ReturnDays,
            JobId = job.Id,
            Kin = alert.Kin,
            SuppressionKey = alert.Rule.Suppression?.KeyOf(alert.Evidence),
            Standing = exceptions.All.Count > 0 && exceptions.Covers(alert.Rule.Id, alert.RaisedAt, AlertValues.Of(alert.Evidence)) ? AlertStanding.Excepted : AlertStanding.Standing,
        };
}
