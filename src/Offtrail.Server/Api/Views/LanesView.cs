namespace Offtrail.Server;

/// <summary>Anomaly records over time.</summary>
/// <param name="From">Begin of the first slot.</param>
/// <param name="To">End of the last slot.</param>
/// <param name="SlotSeconds">Length of a slot.</param>
/// <param name="By">The field whose values have a lane each.</param>
/// <param name="Fields">All fields that there are records of.</param>
/// <param name="JobIds">All jobs that there are.</param>
/// <param name="Records">Records in all.</param>
/// <param name="Overall">The lane of all records.</param>
/// <param name="Jobs">A lane a job, the highest score first.</param>
/// <param name="Values">A lane a value, the highest score first.</param>
/// <param name="MoreValues">Values that have no lane here.</param>
public sealed record LanesView(
    string From, string To, long SlotSeconds, string By, IReadOnlyList<string> Fields, IReadOnlyList<string> JobIds, long Records, LaneView Overall, IReadOnlyList<LaneView> Jobs, IReadOnlyList<LaneView> Values, long MoreValues);

/// <summary>One lane.</summary>
/// <param name="Name">The job or value; empty for all.</param>
/// <param name="Score">Highest score in it.</param>
/// <param name="Records">Its records.</param>
/// <param name="Cells">Slots with records, in the order of time.</param>
public sealed record LaneView(string Name, double Score, long Records, IReadOnlyList<CellView> Cells);

/// <summary>A slot of a lane.</summary>
/// <param name="Slot">Its number, from 0.</param>
/// <param name="At">Its begin.</param>
/// <param name="Score">Highest score of its records.</param>
/// <param name="Records">Its records.</param>
/// <param name="Provisional">Whether events may still come.</param>
/// <param name="Learning">Whether all of it is of a time in which the account was being learned.</param>
/// <param name="Changed">Whether events that came late changed it.</param>
public sealed record CellView(int Slot, string At, double Score, long Records, bool Provisional, bool Learning, bool Changed);
