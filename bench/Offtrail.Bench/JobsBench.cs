using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.Pipeline;

namespace Offtrail.Bench;

/// <summary>All jobs of the pack over a lake against the bare SQL aggregates of their detectors, run one by one.</summary>
internal static class JobsBench
{
    private const int Runs = 3;

    public static int Run(string offtrail, string data)
    {
        var self = typeof(JobsBench).Assembly.Location;
        List<double> bare = [], jobs = [];
        for (var run = 0; run < Runs; run++)
        {
            bare.Add(Measured.Run("dotnet", self, "bare-jobs", data).Seconds);
            Measured.Run("dotnet", offtrail, "jobs", "reset", "--data", data); // else the run would go on from its last end
            var took = Measured.Run("dotnet", offtrail, "jobs", "run", "--data", data);
            jobs.Add(took.Seconds);
            Say($"run {run + 1}  bare aggregates {bare[^1]:0.0} s, jobs {jobs[^1]:0.0} s, peak {took.PeakMegabytes:0} MB (at most 500)");
        }

        Say($"ratio   all jobs / sum of their bare aggregates: {Measured.Median(jobs) / Measured.Median(bare):0.00} (at most 2, aim 1.3)");
        return 0;
    }

    /// <summary>Counts every detector's values, with nothing around it: no order, no model.</summary>
    public static int Bare(string data)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, "SET threads=2");
        foreach (var job in Pack.Load().JobsById.Values.OrderBy(j => j.Id, StringComparer.Ordinal))
        {
            var span = (job.BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
            var pairs = job.Entity is { } entity ? [(By: "''", Partition: entity.Field)] : job.Detectors.Select(d => (By: (d.ByField + d.FieldName) is { Length: > 0 } field ? Sql.Name(field) : "''", Partition: d.DividedBy ?? "")).ToArray();
            foreach (var (by, partition) in pairs)
            {
                var watch = Stopwatch.StartNew();
                var group = partition.Length == 0 ? "''" : Sql.Name(partition);
                var rows = Execute(connection, $"SELECT {Datafeed.Scope(job)} AS scope, t - t % {span} AS bucket, {group} AS part, {by} AS value, count(*), min(t), max(t) "
                    + $"FROM (SELECT *, epoch_us({Sql.Name(EventColumns.Timestamp)}) AS t FROM read_parquet('{Sql.Text(data)}/lake/*/*/*.parquet')) WHERE {Datafeed.Where(job)} AND {(partition.Length == 0 ? by : group)} IS NOT NULL "
                    + "GROUP BY scope, bucket, part, value");
                Say($"{job.Id,-36} {watch.Elapsed.TotalSeconds,7:0.00} s  {rows,10} rows");
            }
        }

        return 0;
    }

    private static long Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        long rows = 0;
        while (reader.Read()) rows++;
        return rows;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
