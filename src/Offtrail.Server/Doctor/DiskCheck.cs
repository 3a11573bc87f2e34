using System.Globalization;
using Offtrail.Pipeline;

namespace Offtrail.Server;

/// <summary>Whether there is room, and for how long as the lake grew in the last week of its events.</summary>
internal static class DiskCheck
{
    private const string Area = "disk";
    private const string Advice = "make room, or drop old days with keep: or \"offtrail lake prune\"; with a full disk nothing more is read, and nothing is lost";
    private const long Least = 512L << 20; // a compaction and a batch of each worker
    private const int Week = 7;
    private const double FewDays = 3;
    private const double Month = 30;

    public static IEnumerable<Finding> Of(DataFolder folder)
    {
        var room = new DriveInfo(folder.Root).AvailableFreeSpace;
        var segments = folder.State.Manifest.All();
        var newest = segments.Select(s => s.Day).DefaultIfEmpty().Max();
        var oldest = segments.Select(s => s.Day).DefaultIfEmpty().Min();
        var growth = segments.Where(s => s.Day > newest - Week).Sum(s => s.Bytes) / (double)Math.Clamp(newest - oldest + 1, 1, Week);
        var days = growth > 0 ? room / growth : double.PositiveInfinity;
        var text = string.Create(CultureInfo.InvariantCulture, $"{room / 1e9:0.0} GB free, the lake has {segments.Sum(s => s.Bytes) / 1e9:0.000} GB{(growth > 0 ? $" and grows by {growth / 1e6:0.0} MB a day" : "")}");
        yield return room < Least || days < FewDays ? Finding.Problem(Area, text, Advice) : days < Month ? Finding.Warning(Area, text, Advice) : Finding.Ok(Area, text);
    }
}
