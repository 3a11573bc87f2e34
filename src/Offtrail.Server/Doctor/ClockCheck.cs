using Offtrail.Pipeline;
using Offtrail.Rules;

namespace Offtrail.Server;

/// <summary>Whether the machine's clock can be right: events and files are not from the future.</summary>
internal static class ClockCheck
{
    private const string Area = "clock";
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_quiet = TimeSpan.FromDays(1);

    public static IEnumerable<Finding> Of(DataFolder folder, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var newest = folder.State.Manifest.NewestMicros() ?? 0;
        var written = new FileInfo(Path.Combine(folder.Root, DataFolder.StateName)).LastWriteTimeUtc;
        if (written > now.UtcDateTime + s_tolerance)
            yield return Finding.Problem(Area, $"the state was written at {written:yyyy-MM-dd HH:mm}, which is in the future: the clock was or is wrong", "set the clock (timedatectl); runs of rules go by the events' times and are not harmed, but keys and sessions go by the clock");
        if (newest == 0) yield break;
        var last = DateTimeOffset.UnixEpoch.AddMicroseconds(newest);
        if (last > now + s_tolerance)
            yield return Finding.Problem(Area, $"the newest event is of {AlertDocument.Time(newest)[..16]}, which is in the future", "set the clock (timedatectl), or look where this event comes from");
        else yield return Finding.Ok(Area, $"it is {now:yyyy-MM-dd HH:mm} UTC, and no event is from the future");
        if (now - last > s_quiet)
            yield return Finding.Warning("sources", $"the newest event is {(now - last).Days} days old", "look whether CloudTrail still delivers to the sources; a lake of a closed case is so for good");
    }
}
