using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>
/// Drops whole days from the lake. The ledger keeps their objects, so they are not read again, and when one is for another
/// reason, its events of the dropped days stay out; anomalies and alerts stay as
/// they were judged while the history was there.
/// </summary>
public sealed class Retention(DataFolder folder, TimeProvider clock)
{
    private const long MicrosADay = 86_400_000_000;

    /// <summary>Drops all days before one.</summary>
    /// <param name="beforeDay">Days since 1970 UTC.</param>
    /// <param name="account">Of this account only; null for all.</param>
    /// <param name="dryRun">Only say what would be dropped.</param>
    /// <returns>The segments dropped.</returns>
    public IReadOnlyList<Segment> Prune(int beforeDay, string? account, bool dryRun)
    {
        var all = folder.State.Manifest.All();
        var dropped = all.Where(IsOld).ToList();
        var damaged = folder.State.Manifest.Damaged().Select(d => d.Segment).Where(IsOld).ToList(); // nobody waits for their events any more
        if (dryRun || dropped.Count + damaged.Count == 0) return dropped;
        var judged = all.Select(s => s.LastMicros).DefaultIfEmpty().Max() - MicrosADay; // what may still change by events that come late is judged on
        var now = clock.Micros();
        folder.BeginUnlisted(); // their files, until nobody reads them
        folder.State.InTransaction(() =>
        {
            foreach (var segment in dropped.Concat(damaged)) folder.State.Manifest.Remove(segment);
            if (dropped.Count > 0) folder.State.Snapshots.DropBefore(Math.Min(beforeDay, dropped.Max(d => d.Day) + 1) * MicrosADay);
            folder.State.Pruning.Add(now, beforeDay, account, dropped.Sum(s => s.Rows), judged);
            return true;
        });
        DamageCheck.RemoveRestored(folder);
        return dropped;

        bool IsOld(Segment s) => s.Day < beforeDay && (account is null || s.Account == account);
    }
}
