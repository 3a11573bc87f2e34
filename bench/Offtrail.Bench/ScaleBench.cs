using System.Globalization;
using DuckDB.NET.Data;

namespace Offtrail.Bench;

/// <summary>A lake of twenty million events: peak memory of ingest against that of a fortieth, and how fast it answers.</summary>
internal static class ScaleBench
{
    private const int Runs = 5;

    public static int Run(string offtrail, string few, string many, string data)
    {
        var small = Measured.Run("dotnet", offtrail, "ingest", few, "--data", data + "-few");
        Say($"ingest of the few    {small.Seconds:0.0} s, peak {small.PeakMegabytes:0} MB");
        if (!Directory.Exists(data))
        {
            var large = Measured.Run("dotnet", offtrail, "ingest", many, "--data", data);
            Say($"ingest of the many   {large.Seconds:0.0} s, peak {large.PeakMegabytes:0} MB (at most 500)");
            Say($"ratio   peak memory, many / few: {large.PeakMegabytes / small.PeakMegabytes:0.00} (flat)");
            var compact = Measured.Run("dotnet", offtrail, "lake", "compact", "--data", data);
            Say($"compact              {compact.Seconds:0.0} s, peak {compact.PeakMegabytes:0} MB");
        }

        var self = typeof(ScaleBench).Assembly.Location;
        var identity = RareIdentity(data);
        var search = Median("events --identity", () => Measured.Run("dotnet", offtrail, "events", "--identity", identity, "--data", data, "--format", "raw"));
        Say($"median  events of {identity}: {search:0.00} s (at most 0.5)");
        var count = Median("events --group-by", () => Measured.Run("dotnet", offtrail, "events", "--group-by", "aws.cloudtrail.error_code", "--limit", "0", "--data", data));
        var bare = Median("bare DuckDB", () => Measured.Run("dotnet", self, "count-by", Path.Combine(data, "lake"), "aws.cloudtrail.error_code"));
        Say($"ratio   count by error code / bare DuckDB aggregate: {count / bare:0.00} (at most 1.5)");
        return 0;
    }

    /// <summary>The same aggregate with nothing around it.</summary>
    public static int CountBy(string lake, string field)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads=2; SELECT count(*), \"{field}\" FROM read_parquet('{lake}/*/*/*.parquet') GROUP BY 2 ORDER BY 1 DESC";
        using var reader = command.ExecuteReader();
        while (reader.Read()) Console.WriteLine(reader.GetInt64(0));
        return 0;
    }

    private static string RareIdentity(string data)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"offtrail.identity\" FROM read_parquet('{data}/lake/*/*/*.parquet') WHERE \"offtrail.identity\" LIKE 'arn:%:user/%' GROUP BY 1 ORDER BY count(*), 1 LIMIT 1";
        return (string)command.ExecuteScalar()!;
    }

    private static double Median(string what, Func<Measured> run) => Measured.Median(Enumerable.Range(0, Runs).Select(_ =>
    {
        var took = run();
        Say($"run     {what,-22} {took.Seconds:0.00} s, peak {took.PeakMegabytes:0} MB");
        return took.Seconds;
    }));

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
