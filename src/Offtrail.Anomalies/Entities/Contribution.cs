using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What one job adds to the score of an entity.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Field">ECS name of its by field.</param>
/// <param name="Values">The values that the entity had for the first time, the most unusual first.</param>
/// <param name="More">Such values beyond those kept.</param>
/// <param name="Peers">Other entities of the scope that had the most unusual one.</param>
/// <param name="Surprise">-log10 of the job's probability.</param>
/// <param name="Weight">How much of it counts: 1, or ½ for what tells the story of its group again.</param>
[MemoryPackable]
public sealed partial record Contribution(string JobId, string Field, IReadOnlyList<string> Values, int More, int Peers, double Surprise, double Weight);
