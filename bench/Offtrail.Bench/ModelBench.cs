using System.Diagnostics;
using System.Globalization;
using Offtrail.Anomalies;

namespace Offtrail.Bench;

/// <summary>Detectors alone, on made-up aggregate rows: rows a second on one core, and memory with many partitions.</summary>
internal static class ModelBench
{
    private const long Hour = 3_600_000_000;
    private const long Start = 1_772_323_200_000_000; // 2026-03-01
    private const int Days = 60;

    private static readonly JobDefinition s_job = new() { Id = "bench", Name = "Bench", Description = "Rows that nobody delivered.", Detectors = [] };

    /// <summary>Rows of ten accounts in each hour of sixty days, their values spread by Zipf's law, through <c>rare</c>.</summary>
    public static int Rows(int values)
    {
        BucketValue[] rows = [.. Accounts(values)];
        var detector = new Detector(DetectorFunction.Rare, "event.action");
        var rates = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            var watch = Stopwatch.StartNew();
            var found = RareDetector.Run(s_job, detector, rows).Count();
            rates.Add(rows.Length / watch.Elapsed.TotalSeconds);
            Say($"run {run + 1}  {rows.Length:N0} rows of {values:N0} values, {found:N0} records, {rates[^1]:N0} rows a second");
        }

        Say($"median  {Measured.Median(rates):N0} rows a second through rare (at least 1,000,000)");
        return 0;
    }

    /// <summary>One function over many partitions, each active in some hours of a few days. </summary>
    public static int Partitions(string function, int partitions)
    {
        var rows = 0L;
        var stored = 0L;
        var snapshots = new DetectorStore(new Dictionary<string, byte[]>(), [Start + (20 * 24 * Hour), Start + (Days * 24 * Hour)], (_, _, state) => stored = state.Length)
        {
            Rest = () => new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 }), // as the program does
        };
        var watch = Stopwatch.StartNew();
        var found = function switch
        {
            "rare" => NoveltyDetector.Run(s_job, new Detector(DetectorFunction.Rare, "event.action", "source.ip"), Counted(valued: true), null, snapshots).Count(),
            "count" => MetricDetector.Run(s_job, new Detector(DetectorFunction.Count, "", "source.ip"), Counted(valued: false), snapshots).Count(),
            "sum" => MetricDetector.Run(s_job, new Detector(DetectorFunction.Sum, "", "source.ip") { FieldName = "x" }, Counted(valued: false), snapshots).Count(),
            "time_of_week" => TimeDetector.Run(s_job, new Detector(DetectorFunction.TimeOfWeek, "", "source.ip"), Counted(valued: false), null, snapshots).Count(),
            _ => throw new ArgumentException($"no such function: {function}", nameof(function)),
        };
        Say($"{function,-14} {partitions:N0} partitions, {rows:N0} rows in {watch.Elapsed.TotalSeconds:0.0} s, {found:N0} records, state of {stored / 1e6:0} MB, peak {Measured.PeakOf(Environment.ProcessId):0} MB (at most 500)");
        return 0;

        IEnumerable<BucketValue> Counted(bool valued)
        {
            foreach (var row in Many(partitions, valued))
            {
                rows++;
                yield return row;
            }
        }
    }

    private static IEnumerable<BucketValue> Accounts(int values)
    {
        for (var account = 0; account < 10; account++)
        {
            var random = new Random(account);
            for (var hour = 0; hour < Days * 24; hour++)
            {
                var bucket = Start + (hour * Hour);
                var held = new SortedSet<string>(StringComparer.Ordinal);
                for (var draw = 0; draw < 60; draw++) held.Add(string.Create(CultureInfo.InvariantCulture, $"Value{(int)Math.Pow(values, random.NextDouble()):0000}"));
                foreach (var value in held) yield return new BucketValue($"acct{account}", bucket, value, 3, bucket, bucket + 60_000_000);
            }
        }
    }

    private static IEnumerable<BucketValue> Many(int partitions, bool valued)
    {
        var random = new Random(1);
        string[] names = [.. Enumerable.Range(0, partitions).Select(i => string.Create(CultureInfo.InvariantCulture, $"10.{i / 65536}.{i / 256 % 256}.{i % 256:000}")).Order(StringComparer.Ordinal)];
        int[] born = [.. names.Select(_ => random.Next(Days * 24))];
        for (var hour = 0; hour < Days * 24; hour++)
        {
            var bucket = Start + (hour * Hour);
            for (var i = 0; i < names.Length; i++)
            {
                var age = hour - born[i];
                if (age is < 0 or > 100 || (age * 7 + i) % 13 != 0) continue; // some eight hours of each
                for (var value = 0; value < (valued ? 3 : 1); value++)
                    yield return new BucketValue("acct", bucket, valued ? string.Create(CultureInfo.InvariantCulture, $"Call{(i + (value * age)) % 200:000}") : "", 3, bucket, bucket + 60_000_000) { Partition = names[i], Number = 1 + random.Next(20) };
            }
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
