using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Opens a data folder and tells what was found out of order.</summary>
internal static class Opening
{
    public static DataFolder ForWriting(string path, TextWriter error)
    {
        var folder = DataFolder.OpenForWriting(path);
        foreach (var damaged in folder.FoundDamaged)
            Figures.Line(error, "Warning", $"segment {damaged.Segment.Path}: {damaged.Reason}; its {Number(damaged.Missing)} events are missing until \"offtrail lake verify --repair\" has read their objects again");
        return folder;
    }
}
