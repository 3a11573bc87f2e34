using System.CommandLine;

namespace Offtrail.Cli;

/// <summary><c>offtrail lake …</c>: a look at what was ingested, and its upkeep.</summary>
internal static class LakeCommand
{
    public static Command Create(TimeProvider clock, StandardStreams streams)
    {
        var lake = new Command("lake", "Look into the lake and keep it in order.")
        {
            LakeStats.Create(streams),
            LakeVerify.Create(clock, streams),
            LakeCompact.Create(clock, streams),
            LakePrune.Create(clock, streams),
            LakeQuarantine.Create(clock, streams),
        };
        Examples.Add(lake,
            "offtrail lake stats                              what there is",
            "offtrail lake verify --repair                    find damage and read the objects behind it again",
            "offtrail lake compact                            many small segments into few",
            "offtrail lake prune --keep 365                   drop days older than a year",
            "offtrail lake quarantine                         what could not be read, and why");
        return lake;
    }
}
