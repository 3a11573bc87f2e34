using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Whether the lake's files are there, and whether it needs care.</summary>
internal static class LakeCheck
{
    private const string Area = "lake";
    private const string Repair = "\"offtrail lake verify --repair\" reads their objects again; stop the service for it";
    private const int ManySmall = 1000;

    public static IEnumerable<Finding> Of(DataFolder folder)
    {
        var lake = LakeStatistics.Of(folder);
        if (lake.DamagedFiles > 0) yield return Finding.Problem(Area, $"{lake.DamagedFiles} of {lake.Segments} segments are missing or have not their size", Repair);
        else yield return Finding.Ok(Area, $"all {lake.Segments} segments are there with their size; \"offtrail lake verify\" compares every byte");
        if (lake.Missing > 0) yield return Finding.Problem(Area, $"{lake.Missing} events of damaged segments are not back", Repair);
        if (lake.Mergeable > ManySmall) yield return Finding.Warning(Area, $"{lake.Mergeable} small segments could be merged", "a running service does it every compact_every; else \"offtrail lake compact\"");
        if (lake.Quarantined > 0) yield return Finding.Warning(Area, $"{lake.Quarantined} records are in quarantine", "\"offtrail lake quarantine\" tells why");
    }
}
