using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>Keeps what detections did, and tells what they missed in between.</summary>
internal sealed class DetectionLog(StateStore state, TimeProvider clock)
{
    /// <summary>How much longer than their longest look-back the rules did not run: without a memory of the run before, what came in between would be lost.</summary>
    public TimeSpan CaughtUp(DetectOptions options, LakeOverview overview)
    {
        if (options.Rules.Count == 0 || state.Runs.Detections(1) is not [var before] || before.Events == 0) return TimeSpan.Zero;
        var gap = TimeSpan.FromMicroseconds(overview.LastMicros - before.Newest);
        return gap > options.Rules.Max(r => r.From) ? gap : TimeSpan.Zero;
    }

    /// <summary>Notes a detection that has ended.</summary>
    public void Note(DetectSummary summary, DetectOptions options) => state.InTransaction(() =>
    {
        state.Runs.Add(new DetectionRun
        {
            At = clock.Micros() - Micros(summary.Elapsed),
            Rules = options.Rules.Count,
            Events = summary.Lake.Events,
            Newest = summary.Lake.LastMicros,
            CaughtUp = Micros(summary.CaughtUp),
            Anomalies = summary.Anomalies,
            Raised = summary.Raised.Count,
            RaisedBefore = summary.RaisedBefore,
            Excepted = summary.Excepted,
            Suppressed = summary.Suppressed,
            Withdrawn = summary.Withdrawn,
            Duration = Micros(summary.Elapsed),
            Warnings = summary.Warnings,
        });
        return true;
    });

    private static long Micros(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
