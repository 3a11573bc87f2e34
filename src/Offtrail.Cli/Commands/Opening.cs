using Offtrail.Pipeline;
using static Offtrail.Reports.PlainFigures;

namespace Offtrail.Cli;

/// <summary>Opens a data folder for what changes it, and tells what was found out of order.</summary>
internal static class Opening
{
    /// <summary>For a command: a service that has it makes room meanwhile.</summary>
    public static DataFolder ForWriting(string path, TextWriter error, CancellationToken cancellationToken) =>
        Told(DataFolder.Borrow(path, () => Figures.Line(error, "Waiting", "for the service on this data folder, which makes room when its step is done"), cancellationToken), error);

    /// <summary>For a service, which stays: nobody makes room for it.</summary>
    public static DataFolder ForService(string path, TextWriter error) => Told(DataFolder.OpenForWriting(path), error);

    private static DataFolder Told(DataFolder folder, TextWriter error)
    {
        foreach (var damaged in folder.FoundDamaged)
            Figures.Line(error, "Warning", $"segment {damaged.Segment.Path}: {damaged.Reason}; its {Number(damaged.Missing)} events are missing until \"offtrail lake verify --repair\" has read their objects again");
        return folder;
    }
}
