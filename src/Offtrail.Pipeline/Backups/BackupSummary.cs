using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>What was backed up, or restored.</summary>
/// <param name="Place">The backup's file or folder, or the folder restored to.</param>
/// <param name="Index">What the backup consists of.</param>
/// <param name="Added">Segments that were put there now; the others were there.</param>
/// <param name="Damaged">Segments that are damaged and stayed out.</param>
public sealed record BackupSummary(string Place, BackupIndex Index, int Added, IReadOnlyList<DamagedSegment> Damaged);
