using System.Globalization;

namespace Offtrail.Server;

/// <summary>How much memory the process may have: the machine's, or what its control group or container leaves it.</summary>
internal static class MemoryCheck
{
    private const long Least = 512L << 20;
    private const long Enough = 1L << 30;

    public static IEnumerable<Finding> Of()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; // .NET looks at control groups
        var text = string.Create(CultureInfo.InvariantCulture, $"{limit / (1 << 20):N0} MiB of memory may be used");
        yield return limit switch
        {
            < Least => Finding.Problem("memory", text, "give the service 1 GiB; with less it is killed while it detects"),
            < Enough => Finding.Warning("memory", text, "give the service 1 GiB; it needs up to 700 MB"),
            _ => Finding.Ok("memory", text),
        };
    }
}
