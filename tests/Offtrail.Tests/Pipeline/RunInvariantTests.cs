using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Tests.Pipeline;

/// <summary>
/// Outages, a clock that is set to and fro, events that come late and breakdowns in the midst of a detection: in the end every qualifying
/// anomaly that no exception covers has exactly one alert, and the alerts are those of one pass.
/// </summary>
public sealed class RunInvariantTests
{
    private const int Days = 16;
    private const int Scenarios = 12;

    private static readonly Pack s_pack = Pack.Load();

    /// <summary>A run of either may raise one alert only, so most findings must wait; the second takes what the first job finds, too.</summary>
    private static readonly RuleDefinition[] s_rules =
    [
        s_pack.Rule("rare_error_code") with { Threshold = 20, MaxAlerts = 1 },
        s_pack.Rule("rare_method_for_a_username") with { Id = "both", JobIds = ["rare_method_for_a_username", "rare_error_code"], Threshold = 40, MaxAlerts = 1 },
    ];

    private static readonly ExceptionList s_exceptions = ExceptionList.Parse("exceptions: [{when: 'aws.cloudtrail.error_code: (Odd2 or Odd5)'}]", "e.yaml", []);

    [Fact]
    public Task In_the_end_each_qualifying_anomaly_has_one_alert() => Within.Seconds(300, async () =>
    {
        var (breakdowns, carried, late) = (0, 0, 0);
        using var plain = new Unruly();
        await plain.Deliver("all", Trail());
        plain.Detect(s_exceptions);
        var expected = plain.Alerts();
        expected.Count(a => a.Standing == AlertStanding.Standing).ShouldBeGreaterThan(8);
        for (var seed = 1; seed <= Scenarios; seed++)
        {
            var random = new Random(seed);
            using var unruly = new Unruly();
            var objects = Delivered(random).ToArray();
            for (var next = 0; next < objects.Length;)
            {
                var outage = random.Next(4) == 0 ? 12 : 1 + random.Next(4); // nobody looks while so many come
                for (; outage > 0 && next < objects.Length; outage--) await unruly.Deliver($"o{next}", objects[next++]);
                unruly.Clock.Now += TimeSpan.FromHours(random.Next(-60, 90));
                unruly.Clock.BreakAfter(random.Next(3) == 0 ? random.Next(8) : null);
                try
                {
                    unruly.Detect(random.Next(3) == 0 ? ExceptionList.Empty : s_exceptions);
                }
                catch (BreakdownException)
                {
                    breakdowns++;
                    unruly.Restart();
                }

                unruly.Clock.BreakAfter(null);
            }

            unruly.Detect(s_exceptions);
            unruly.Alerts().Select(a => a.Id).ShouldBe(expected.Select(a => a.Id), $"seed {seed}");
            Check(unruly, $"seed {seed}");
            late += unruly.Data.State.Anomalies.Changes().Count;
            carried += s_rules.Sum(r => unruly.Data.State.Runs.Of(r.Id, 1000).Count(run => run.Waiting > 0));
        }

        breakdowns.ShouldBeGreaterThan(10);
        carried.ShouldBeGreaterThan(20, "findings waited for a later run");
        late.ShouldBeGreaterThan(0, "late events changed what had been found");
    });

    private static void Check(Unruly unruly, string scenario)
    {
        var alerts = unruly.Alerts().ToDictionary(a => a.Id);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in s_rules)
        {
            foreach (var job in rule.JobIds)
            {
                foreach (var finding in unruly.Data.State.Anomalies.Before(job, long.MaxValue, rule.Threshold).Where(r => !r.Learning).GroupBy(r => r.Finding))
                {
                    var id = Alert.IdOf(rule.Id, finding.First());
                    seen.Add(id).ShouldBeTrue(scenario);
                    var alert = alerts.GetValueOrDefault(id).ShouldNotBeNull($"{scenario}: {finding.Key} has no alert of {rule.Id}");
                    if (!s_exceptions.Covers(rule.Id, alert.RaisedAt, AlertValues.Of(alert.Document))) alert.Standing.ShouldBe(AlertStanding.Standing, scenario);
                }
            }
        }

        alerts.Keys.Except(seen).ShouldBeEmpty($"{scenario}: alerts without an anomaly");
    }

    /// <summary>The trail in objects of some hours, most in order; some come days later, some twice.</summary>
    private static IEnumerable<string[]> Delivered(Random random)
    {
        var objects = Trail().Chunk(25 + random.Next(40)).Select((records, i) => (Records: records, At: i + (random.Next(6) == 0 ? random.Next(12) : 0))).ToList();
        objects.AddRange([.. objects.Where(_ => random.Next(12) == 0).Select(o => (o.Records, o.At + random.Next(5)))]);
        return objects.OrderBy(o => o.At).ThenBy(o => o.Records[0], StringComparer.Ordinal).Select(o => o.Records);
    }

    private static IEnumerable<string> Trail()
    {
        for (var hour = 0; hour < Days * 24; hour++)
        {
            yield return SmallLake.Record($"a{hour}", Made.May + (hour * Made.Hour) + 1_000_000, "AccessDenied");
            if (hour % 3 == 0) yield return SmallLake.Record($"b{hour}", Made.May + (hour * Made.Hour) + 2_000_000, "Throttling", action: $"Call{hour % 5}");
            if (hour > 150 && hour % 31 == 0)
                for (var i = 0; i < 3; i++) yield return SmallLake.Record($"o{hour}-{i}", Made.May + (hour * Made.Hour) + 60_000_000, $"Odd{(hour / 31) + i}", action: $"New{hour}");
        }
    }

    private sealed class Unruly : IDisposable
    {
        private readonly TempFolder _temp = new();

        public Unruly() => Data = DataFolder.OpenForWriting(_temp.Of("data"));

        public DataFolder Data { get; private set; }

        public UnrulyClock Clock { get; } = new();

        public Task<IngestSummary> Deliver(string name, IEnumerable<string> records) =>
            new Ingester(Data, new IngestOptions { Threads = 1 }, Clock).RunAsync([new MemorySource([MemorySource.Object(name, records)])], TestContext.Current.CancellationToken);

        public DetectSummary Detect(ExceptionList exceptions) =>
            new Detection(Data, Clock).Run(s_pack, new DetectOptions { Rules = s_rules, Exceptions = exceptions }, TestContext.Current.CancellationToken);

        /// <summary>Those that were raised or held back, by id.</summary>
        public StoredAlert[] Alerts() => [.. Data.State.Alerts.List().Concat(Data.State.Alerts.List(AlertStanding.Excepted)).OrderBy(a => a.Id, StringComparer.Ordinal)];

        public void Restart()
        {
            Data.Dispose();
            Data = DataFolder.OpenForWriting(_temp.Of("data"));
        }

        public void Dispose()
        {
            Data.Dispose();
            _temp.Dispose();
        }
    }
}
