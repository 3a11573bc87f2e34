using System.Globalization;

namespace Offtrail.Bench;

/// <summary>detect against gzip and against DuckDB's read_json, in turn, five times after one that does not count. Medians.</summary>
internal static class SpeedBench
{
    private const int Runs = 5;

    public static int Run(string offtrail, string folder)
    {
        var temp = Directory.CreateTempSubdirectory("offtrail-bench");
        var self = typeof(SpeedBench).Assembly.Location;
        var data = Path.Combine(temp.FullName, "data");
        (string Name, Action Prepare, string Program, string[] Arguments)[] programs =
        [
            ("gzip", () => { }, "/bin/sh", ["-c", "find -L \"$1\" -name '*.json.gz' -print0 | xargs -0 gzip -dc | wc -c", "sh", folder]),
            ("detect, one rule", () => Delete(data), "dotnet", [offtrail, "detect", folder, "--rule", "rare_error_code", "--data", data]),
            ("detect, whole pack", () => Delete(data), "dotnet", [offtrail, "detect", folder, "--data", data]),
            ("read_json, records as text", () => { }, "dotnet", [self, "read-json", folder, "text", Path.Combine(temp.FullName, "text.parquet")]),
            ("read_json, schema detected", () => { }, "dotnet", [self, "read-json", folder, "auto", Path.Combine(temp.FullName, "auto.parquet")]),
        ];
        var seconds = programs.ToDictionary(p => p.Name, _ => new List<double>());
        for (var run = 0; run <= Runs; run++)
        {
            foreach (var (name, prepare, program, arguments) in programs)
            {
                if (name == "read_json, schema detected" && run > 3) continue; // takes minutes: three are enough
                prepare();
                var took = Measured.Run(program, arguments).Seconds;
                if (run > 0) seconds[name].Add(took);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run == 0 ? "warm-up" : $"run {run}")}  {name,-28} {took,7:0.00} s"));
            }
        }

        temp.Delete(recursive: true);
        var medians = seconds.ToDictionary(p => p.Key, p => Measured.Median(p.Value));
        foreach (var (name, median) in medians) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median  {name,-28} {median,7:0.00} s"));
        Console.WriteLine(Ratio("detect (one rule) / gzip -dc | wc -c", medians["detect, one rule"] / medians["gzip"], "at most 3"));
        Console.WriteLine(Ratio("detect (whole pack) / gzip -dc | wc -c", medians["detect, whole pack"] / medians["gzip"], "no mark"));
        Console.WriteLine(Ratio("read_json (schema detected) / detect (one rule)", medians["read_json, schema detected"] / medians["detect, one rule"], "at least 5"));
        Console.WriteLine(Ratio("read_json (records as text) / detect (one rule)", medians["read_json, records as text"] / medians["detect, one rule"], "no mark"));
        return 0;
    }

    private static string Ratio(string what, double ratio, string mark) => string.Create(CultureInfo.InvariantCulture, $"ratio   {what}: {ratio:0.00} ({mark})");

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
