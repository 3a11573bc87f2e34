namespace Offtrail.Server;

/// <summary>A job as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it sees, and what makes it noisy.</param>
/// <param name="Detectors">What is judged.</param>
/// <param name="BucketSpan">Length of a bucket.</param>
/// <param name="Rules">Rules that take its records.</param>
/// <param name="State">off (no rule that is on takes it), learning (no account has enough history), silent (it has no record) or running.</param>
/// <param name="Learned">Accounts whose history is long enough.</param>
/// <param name="Accounts">Accounts of the lake.</param>
/// <param name="DelaySeconds">Time from the end of its newest complete bucket to the newest event; null without events.</param>
/// <param name="Records">Its anomaly records.</param>
/// <param name="Highest">Their highest score.</param>
public sealed record JobRow(
    string Id, string Name, string Description, IReadOnlyList<string> Detectors, string BucketSpan, IReadOnlyList<string> Rules, string State, int Learned, int Accounts, double? DelaySeconds, long Records, double Highest);
