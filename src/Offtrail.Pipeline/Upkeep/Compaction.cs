using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>
/// Merges the small segments of each account's day. A merged file is written beside, then one transaction lists it in the
/// place of those that it holds the events of. Readers that began before go on with the old files, which are removed when
/// nobody reads any more.
/// </summary>
public sealed class Compaction(DataFolder folder)
{
    /// <summary>Segments are merged up to about this size. Default 64 MiB.</summary>
    public long TargetBytes { get; init; } = 64L << 20;

    /// <summary>The groups of segments that would each become one.</summary>
    public IReadOnlyList<IReadOnlyList<Segment>> Plan() => [.. folder.State.Manifest.All().GroupBy(s => s.Partition).SelectMany(Groups)];

    /// <summary>Merges what can be merged. Damaged segments stay as they are.</summary>
    /// <param name="onMerged">Told after each merge: how many segments became the one.</param>
    /// <param name="cancellationToken">Stops between merges; what was merged stays.</param>
    /// <exception cref="LakeException">The disk is full.</exception>
    public CompactionSummary Run(Action<int, Segment> onMerged, CancellationToken cancellationToken)
    {
        var (before, merged, bytesBefore, bytesAfter) = (0, 0, 0L, 0L);
        using var merger = new SegmentMerger(folder.Lake, folder.Temp);
        var damaged = new List<(Segment, string)>();
        foreach (var planned in Plan())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Segment[] group = [.. planned.Where(IsWhole)];
            if (group.Length < 2) continue;
            folder.BeginUnlisted(); // the old files, until nobody reads them
            var segment = merger.Merge(group, Guid.NewGuid().ToString("N"));
            folder.State.InTransaction(() =>
            {
                folder.State.Manifest.Replace(group, segment);
                return true;
            });
            before += group.Length;
            merged++;
            bytesBefore += group.Sum(s => s.Bytes);
            bytesAfter += segment.Bytes;
            onMerged(group.Length, segment);
        }

        return new CompactionSummary(before, merged, bytesBefore, bytesAfter, damaged);

        bool IsWhole(Segment segment) // what is damaged must not be merged into something that has a good checksum
        {
            if ((DamageCheck.Look(folder, segment) ?? DamageCheck.Compare(folder, segment)) is not { } reason) return true;
            damaged.Add((segment, reason));
            return false;
        }
    }

    /// <summary>Neighbours in time, together at most of the target's size; a segment that is large enough stays alone.</summary>
    private IEnumerable<IReadOnlyList<Segment>> Groups(IEnumerable<Segment> day)
    {
        var group = new List<Segment>();
        long bytes = 0;
        foreach (var segment in day.Where(s => s.Bytes <= TargetBytes / 2).OrderBy(s => s.FirstMicros).ThenBy(s => s.Path, StringComparer.Ordinal))
        {
            if (bytes + segment.Bytes > TargetBytes)
            {
                if (group.Count > 1) yield return group;
                (group, bytes) = ([], 0);
            }

            group.Add(segment);
            bytes += segment.Bytes;
        }

        if (group.Count > 1) yield return group;
    }
}
