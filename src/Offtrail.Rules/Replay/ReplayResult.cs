using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>A record that a run raised.</summary>
/// <param name="Record">The record.</param>
/// <param name="RaisedAt">Time of the run, microseconds since 1970 UTC.</param>
public sealed record RaisedRecord(AnomalyRecord Record, long RaisedAt);

/// <summary>A run that found or raised something.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="JobId">The job whose records it took.</param>
/// <param name="At">When, microseconds.</param>
/// <param name="From">Begin of the range that it looked at, microseconds.</param>
/// <param name="Found">Records over the threshold that were new to this run.</param>
/// <param name="Raised">Alerts raised.</param>
/// <param name="Waiting">Records left to the next run because of the maximum.</param>
public sealed record RuleRun(string RuleId, string JobId, long At, long From, int Found, int Raised, int Waiting);

/// <summary>What a replay gave.</summary>
/// <param name="Raised">The records raised, in the order of the runs.</param>
/// <param name="Runs">The runs that found or raised something.</param>
/// <param name="Learning">Records left out because their scope was still learning.</param>
/// <param name="Late">Records that came into sight only after the look-back had passed them; they are raised all the same.</param>
public sealed record ReplayResult(IReadOnlyList<RaisedRecord> Raised, IReadOnlyList<RuleRun> Runs, long Learning, long Late);
