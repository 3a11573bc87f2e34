using System.Globalization;

namespace Offtrail.Bench;

/// <summary>
/// ingest of large files and of the same events in files of seven, against gzip, DuckDB's read_json and jq on the large
/// files: in turn, five times after one that does not count. Medians. Then the lake's size against the input's.
/// </summary>
internal static class IngestBench
{
    private const int Runs = 5;
    private const int RunsOfTheSlow = 3;

    public static int Run(string offtrail, string large, string small)
    {
        var temp = Directory.CreateTempSubdirectory("offtrail-bench");
        var self = typeof(IngestBench).Assembly.Location;
        var (dataLarge, dataSmall) = (Path.Combine(temp.FullName, "large"), Path.Combine(temp.FullName, "small"));
        const string Gunzip = "find -L \"$1\" -name '*.json.gz' -print0 | xargs -0 gzip -dc | ";
        (string Name, int Runs, string? Data, string Program, string[] Arguments)[] programs =
        [
            ("gzip, large", Runs, null, "/bin/sh", ["-c", Gunzip + "wc -c", "sh", large]),
            ("ingest, large", Runs, dataLarge, "dotnet", [offtrail, "ingest", large, "--data", dataLarge]),
            ("ingest, small", Runs, dataSmall, "dotnet", [offtrail, "ingest", small, "--data", dataSmall]),
            ("read_json, schema detected", RunsOfTheSlow, null, "dotnet", [self, "read-json", large, "auto", Path.Combine(temp.FullName, "auto.parquet")]),
            ("jq, five fields", RunsOfTheSlow, null, "/bin/sh", ["-c", Gunzip + "jq -c '.Records[] | [.eventTime, .eventSource, .eventName, .errorCode, .sourceIPAddress]' | wc -l", "sh", large]),
        ];
        var seconds = programs.ToDictionary(p => p.Name, _ => new List<double>());
        for (var run = 0; run <= Runs; run++)
        {
            foreach (var (name, runs, data, program, arguments) in programs)
            {
                if (run > runs || (run == 0 && runs == RunsOfTheSlow)) continue;
                if (data is not null && Directory.Exists(data)) Directory.Delete(data, recursive: true);
                var took = Measured.Run(program, arguments).Seconds;
                if (run > 0) seconds[name].Add(took);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(run == 0 ? "warm-up" : $"run {run}")}  {name,-28} {took,7:0.00} s"));
            }
        }

        var m = seconds.ToDictionary(p => p.Key, p => Measured.Median(p.Value));
        foreach (var (name, median) in m) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median  {name,-28} {median,7:0.00} s"));
        Ratio("ingest / gzip -dc | wc -c, large files", m["ingest, large"] / m["gzip, large"], "at most 1.5, aim 1.0");
        Ratio("ingest of small files / of large files", m["ingest, small"] / m["ingest, large"], "at most 2.5");
        Ratio("read_json (schema detected) / ingest", m["read_json, schema detected"] / m["ingest, large"], "at least 10");
        Ratio("jq of five fields / ingest", m["jq, five fields"] / m["ingest, large"], "at least 20");
        Ratio("lake / .json.gz, large files, as ingested", SizeOf(Path.Combine(dataLarge, "lake")) / SizeOf(large), "at most 1");
        Ratio("lake / .json.gz, small files, as ingested", SizeOf(Path.Combine(dataSmall, "lake")) / SizeOf(small), "at most 1");
        Measured.Run("dotnet", offtrail, "lake", "compact", "--data", dataLarge);
        Ratio("lake / .json.gz, large files, compacted", SizeOf(Path.Combine(dataLarge, "lake")) / SizeOf(large), "at most 1");
        temp.Delete(recursive: true);
        return 0;
    }

    private static double SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Where(f => f.Name.EndsWith(".gz", StringComparison.Ordinal) || f.Name.EndsWith(".parquet", StringComparison.Ordinal)).Sum(f => (double)f.Length);

    private static void Ratio(string what, double ratio, string mark) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio   {what}: {ratio:0.00} ({mark})"));
}
