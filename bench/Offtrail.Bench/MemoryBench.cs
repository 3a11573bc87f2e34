using System.Globalization;

namespace Offtrail.Bench;

/// <summary>Peak memory of detect on a folder and on one four times as large, five runs each. Medians.</summary>
internal static class MemoryBench
{
    public static int Run(string offtrail, string folder, string larger)
    {
        var temp = Directory.CreateTempSubdirectory("offtrail-bench");
        var peaks = new[] { folder, larger }.Select(f => Measured.Median(Enumerable.Range(0, 5).Select(i =>
        {
            var peak = Measured.Run("dotnet", offtrail, "detect", f, "--data", Path.Combine(temp.FullName, $"{Path.GetFileName(f)}-{i}")).PeakMegabytes;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {i + 1}  {f}: {peak:0} MB"));
            return peak;
        }))).ToArray();
        temp.Delete(recursive: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median  {peaks[0]:0} MB and {peaks[1]:0} MB (at most 400)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio   four times the data / once: {peaks[1] / peaks[0]:0.00} (0.85 to 1.15)"));
        return 0;
    }
}
