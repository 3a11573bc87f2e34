using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Offtrail.Anomalies;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Bench;

/// <summary>A detection over a small lake whose state has many anomaly records over the rule's threshold: all known, and with a hundred that are new.</summary>
internal static class RunBench
{
    private const long Hour = 3_600_000_000;
    private const long Start = 1_772_323_200_000_000; // 2026-03-01
    private const int Days = 60;
    private const int New = 100;

    /// <summary>Makes the state, and raises all.</summary>
    public static async Task<int> Fill(string root, int records)
    {
        var pack = Pack.Load();
        var rule = pack.Rule("rare_error_code");
        using (var folder = DataFolder.OpenForWriting(root))
        {
            var lines = string.Join('\n', Enumerable.Range(0, Days * 24).Select(Line));
            await new Ingester(folder, new IngestOptions(), TimeProvider.System).RunAsync([new Trail(lines)], CancellationToken.None).ConfigureAwait(false);
            Detect(folder, pack, rule);
            folder.State.InTransaction(() =>
            {
                folder.State.Anomalies.Replace(rule.Id, Enumerable.Range(0, records).Select(i => (Record(i), "{}", (IReadOnlyList<Influencer>)[])), new ReplaceOptions());
                return 0;
            });
            Console.WriteLine($"first run, which raises all   {Detect(folder, pack, rule):0.0} s");
        }

        return 0;
    }

    /// <summary>Measures, in a process that did not fill the state.</summary>
    public static int Measure(string root)
    {
        var pack = Pack.Load();
        var rule = pack.Rule("rare_error_code");
        var known = new List<double>();
        var some = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            using (var folder = DataFolder.OpenForWriting(root)) known.Add(Detect(folder, pack, rule));
            Forget(Path.Combine(root, "state.db"), New);
            using (var folder = DataFolder.OpenForWriting(root)) some.Add(Detect(folder, pack, rule));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all known, median             {Measured.Median(known):0.00} s (at most 2)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{New} of them new, median      {Measured.Median(some):0.00} s (at most 2)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak                          {Measured.PeakOf(Environment.ProcessId):0} MB (at most 300)"));
        return 0;
    }

    private static double Detect(DataFolder folder, Pack pack, RuleDefinition rule)
    {
        var watch = Stopwatch.StartNew();
        new Detection(folder, TimeProvider.System).Run(pack, new DetectOptions { Rules = [rule] }, CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    private static void Forget(string state, int alerts)
    {
        using var connection = new SqliteConnection($"Data Source={state};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM alert WHERE number IN (SELECT number FROM alert ORDER BY raised_at DESC LIMIT {alerts})";
        command.ExecuteNonQuery();
    }

    private static string Line(int hour) =>
        $$"""{"eventVersion":"1.09","eventTime":"{{DateTime.UnixEpoch.AddTicks((Start + (hour * Hour)) * 10):yyyy-MM-dd'T'HH:mm:ss'Z'}}","eventName":"X","eventSource":"s3.amazonaws.com","sourceIPAddress":"203.0.113.7","errorCode":"AccessDenied","eventID":"e{{hour}}","recipientAccountId":"111122223333"}""";

    private static AnomalyRecord Record(int number)
    {
        var bucket = Start + (number % ((Days - 2) * 24) * Hour);
        return new()
        {
            JobId = "rare_error_code",
            Detector = "rare by aws.cloudtrail.error_code",
            Function = "rare",
            Scope = "111122223333",
            Bucket = bucket,
            Span = TimeSpan.FromHours(1),
            ByField = "aws.cloudtrail.error_code",
            ByValue = $"Code{number}",
            Probability = 0.001,
            ReturnDays = 40,
            Score = 50 + (number % 50),
            Actual = 1,
            Typical = 0,
            Learning = false,
            History = new RareHistory(540, 23, 12, 0, null, 21),
            EventCount = 1,
            FirstEvent = bucket + 1_000_000,
            LastEvent = bucket + 2_000_000,
            Repeats = 0,
        };
    }

    private sealed class Trail(string lines) : ISource
    {
        public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem) => [new SourceObject("trail", lines.Length, "1", () => new MemoryStream(Encoding.UTF8.GetBytes(lines)))];

        public (long Objects, long Bytes) Measure(CancellationToken cancellationToken) => (1, lines.Length);
    }
}
