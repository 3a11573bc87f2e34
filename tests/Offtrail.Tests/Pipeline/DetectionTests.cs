using Offtrail.Pipeline;
using Offtrail.Rules;

using Offtrail.State;

namespace Offtrail.Tests.Pipeline;

/// <summary>Results are a function of the events in the lake and of the definitions alone.</summary>
public sealed class DetectionTests
{
    [Fact]
    public Task The_order_of_arrival_the_objects_and_the_runs_change_no_byte() => Within.Seconds(120, async () =>
    {
        var records = Trail(30, ("Odd.One", 25 * 24), ("Odd.Two", 27 * 24 + 5)).ToArray();
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("all", records));
        plain.Detect().Raised.Count.ShouldBeGreaterThan(0);
        var expected = plain.Results();
        for (var seed = 1; seed <= 3; seed++)
        {
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            using var other = new Workbench();
            var objects = shuffled.Chunk(records.Length / (seed * 7)).Select((chunk, i) => MemorySource.Object($"object{i}", chunk)).ToArray();
            await other.Ingest(new IngestOptions { Threads = seed, BatchBytes = 100_000 }, new MemorySource(objects));
            other.Detect();
            other.Results().ShouldBe(expected, $"seed {seed}");
        }
    });

    [Fact]
    public Task Runs_over_a_growing_trail_end_where_one_run_over_all_of_it_ends() => Within.Seconds(120, async () =>
    {
        var records = Trail(30, ("Odd.One", 25 * 24), ("Odd.Two", 28 * 24)).ToArray();
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("all", records));
        var once = plain.Detect();
        using var growing = new Workbench();
        var raised = new List<string>();
        foreach (var (chunk, i) in records.Chunk(records.Length / 5 + 1).Select((c, i) => (c, i)))
        {
            await growing.Ingest(MemorySource.Object($"object{i}", chunk));
            raised.AddRange(growing.Detect().Raised.Select(a => a.Id));
        }

        raised.ShouldBe(once.Raised.Select(a => a.Id), ignoreOrder: true);
        growing.Results().ShouldBe(plain.Results());
    });

    [Fact]
    public async Task A_second_detection_raises_nothing_twice_and_changes_no_byte()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        var first = bench.Detect();
        var results = bench.Results();
        var second = bench.Detect();
        (second.Raised.Count, second.RaisedBefore, second.Withdrawn).ShouldBe((0, first.Raised.Count, 0));
        bench.Results().ShouldBe(results);
    }

    [Fact]
    public async Task An_alert_is_withdrawn_when_late_events_explain_it_and_stays_so()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        var alert = bench.Detect().Raised.ShouldHaveSingleItem();
        alert.Reason.ShouldContain("Error code Odd in account 111122223333: first time in 25 days of history");
        await bench.Ingest(MemorySource.Object("late", Enumerable.Range(0, 20 * 24).Select(hour => SmallLake.Record($"late{hour}", Made.May + (hour * Made.Hour), "Odd"))));
        var second = bench.Detect();
        (second.Withdrawn, second.WithdrawnByChange).ShouldBe((1, 0));
        bench.Data.State.Alerts.Changes(alert.Id).Select(c => (c.Action, c.Note)).ShouldBe([("withdraw", "events that came later took it back")]);
        bench.Data.State.Alerts.List().ShouldBeEmpty();
        bench.Data.State.Alerts.List(AlertStanding.Withdrawn).Single().Id.ShouldBe(alert.Id);
        bench.Detect().Withdrawn.ShouldBe(0);
        var change = bench.Data.State.Anomalies.Changes().Where(c => c.ByValue == "Odd" && c.Bucket == alert.Timestamp).ShouldHaveSingleItem();
        (change.JobId, change.Was, change.Now).ShouldBe(("rare_error_code", alert.Score, null));
    }

    [Fact]
    public async Task An_alert_that_a_tuning_takes_back_says_so()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        var alert = bench.Detect().Raised.ShouldHaveSingleItem();
        var tuning = Path.Combine(bench.Data.Root, "tuning.yaml");
        File.WriteAllText(tuning, "skip:\n  - comment: Known\n    when: {aws.cloudtrail.error_code: [Odd]}\n");
        var second = bench.Detect(tuning: tuning);
        (second.Withdrawn, second.WithdrawnByChange).ShouldBe((1, 1));
        bench.Data.State.Alerts.Changes(alert.Id).Select(c => (c.Who, c.Note)).ShouldBe([("offtrail", "the job rare_error_code or its tuning changed")]);
    }

    [Fact]
    public async Task A_trial_shows_what_a_detection_would_raise_and_changes_nothing()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(40, ("Odd.Two", 27 * 24), ("Odd.Three", 33 * 24))));
        var pack = Pack.Load();
        var rule = pack.Rule("rare_error_code");
        RuleTrialReport Try(RuleDefinition tried, ExceptionList exceptions, long from = long.MinValue) =>
            new RuleTrial(bench.Data, bench.Data.Temp).Run(pack, tried, exceptions, new ReplayOptions { FromMicros = from }, TestContext.Current.CancellationToken);
        var report = Try(rule, ExceptionList.Empty);
        bench.Data.State.Alerts.List().ShouldBeEmpty();
        bench.Data.State.Anomalies.List(0).ShouldBeEmpty();
        bench.Data.State.Snapshots.List().ShouldBeEmpty();
        var raised = bench.Detect().Raised;
        report.Raised.ShouldBe(raised);
        (report.Accounts, report.Learning, report.Excepted).ShouldBe((1, 0, 0));
        Try(rule, ExceptionList.Empty, Made.May + (30 * Made.Day)).Raised.ShouldBe([raised[1]]);
        var folded = Try(rule with { Suppression = new AlertSuppression(["offtrail.account"], TimeSpan.FromDays(30), true) }, ExceptionList.Empty);
        (folded.Raised.Count, folded.Suppressed).ShouldBe((1, 1));
        var excepted = Try(rule, ExceptionList.Parse("exceptions: [{when: 'aws.cloudtrail.error_code: Odd.Two'}]", "e.yaml", []));
        (excepted.Raised.Count, excepted.Excepted).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Runs_are_recorded_with_what_became_of_their_alerts_and_gaps_are_told()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd.One", 25 * 24))));
        bench.Detect().CaughtUp.ShouldBe(TimeSpan.Zero, "the first one can have missed nothing");
        bench.Detect().CaughtUp.ShouldBe(TimeSpan.Zero);
        await bench.Ingest(MemorySource.Object("b", Trail(40, ("Odd.One", 25 * 24), ("Odd.Two", 35 * 24))));
        bench.Detect().CaughtUp.TotalDays.ShouldBe(10, 0.1);
        bench.Data.State.Runs.Detections(9).Select(d => (d.Raised, d.CaughtUp > 0)).ShouldBe([(1, true), (0, false), (1, false)]);
        var run = bench.Data.State.Runs.Of("rare_error_code", 9);
        run.Select(r => (r.Found, r.Raised, r.Withdrawn)).ShouldBe([(1, 1, 0), (1, 1, 0)]);
        (run[0].At % (15 * 60_000_000L), run[0].At - run[0].From).ShouldBe((0, 2 * Made.Hour));
        await bench.Ingest(MemorySource.Object("late", Enumerable.Range(0, 20 * 24).Select(hour => SmallLake.Record($"late{hour}", Made.May + (hour * Made.Hour), "Odd.One"))));
        bench.Detect();
        bench.Data.State.Runs.Of("rare_error_code", 9).Sum(r => r.Found).ShouldBe(1, "the run that found what is nothing found nothing");
    }

    [Fact]
    public Task Alerts_alike_are_folded_into_the_first_whatever_came_first() => Within.Seconds(120, async () =>
    {
        var week = new AlertSuppression(["offtrail.account"], TimeSpan.FromDays(7), true);
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(40, ("Odd.Two", 27 * 24), ("Odd.Three", 33 * 24))));
        var first = bench.Detect(suppression: week);
        (first.Raised.Count, first.Suppressed).ShouldBe((1, 1));
        await bench.Ingest(MemorySource.Object("late", SmallLake.Record("late", Made.May + (25 * 24 * Made.Hour), "Odd.One")));
        var second = bench.Detect(suppression: week);
        second.Raised.Select(a => a.Reason.Split(' ')[2]).ShouldBe(["Odd.One", "Odd.Three"], "the late one is the first now, and the last lies more than a week behind it");
        second.Suppressed.ShouldBe(1);
        var folded = bench.Data.State.Alerts.List(AlertStanding.Suppressed).ShouldHaveSingleItem();
        folded.FoldedInto.ShouldBe(second.Raised[0].Id);
        bench.Detect(suppression: week).Raised.ShouldBeEmpty();
        bench.Detect().Raised.Select(a => a.Id).ShouldBe([folded.Id], "without suppression all stand");
        using var plain = new Workbench();
        await plain.Ingest(MemorySource.Object("a", [.. Trail(40, ("Odd.Two", 27 * 24), ("Odd.Three", 33 * 24)), SmallLake.Record("late", Made.May + (25 * 24 * Made.Hour), "Odd.One")]));
        plain.Detect(suppression: week);
        plain.Data.State.Alerts.List(AlertStanding.Suppressed).ShouldHaveSingleItem().ShouldBe(folded with { Incident = null });
    });

    [Fact]
    public async Task An_alert_of_a_bucket_that_may_grow_is_provisional_and_confirmed_when_it_is_finished()
    {
        using var bench = new Workbench();
        var records = Trail(30, ("Odd", (29 * 24) + 23)).ToArray();
        await bench.Ingest(MemorySource.Object("a", records));
        var alert = bench.Detect().Raised.ShouldHaveSingleItem();
        alert.Document.ShouldContain("\"provisional\":true");
        await bench.Ingest(MemorySource.Object("later", [SmallLake.Record("later", Made.May + (30 * Made.Day) + (3 * Made.Hour))]));
        var second = bench.Detect();
        (second.Raised.Count, second.RaisedBefore, second.Withdrawn).ShouldBe((0, 1, 0));
        bench.Data.State.Alerts.List().Single().Document.ShouldContain("\"provisional\":false");
        bench.Data.State.Anomalies.Changes().ShouldBeEmpty("what was provisional may change without a note");
    }

    [Fact]
    public async Task Jobs_that_forgot_what_they_knew_find_the_same_again()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        bench.Detect();
        var results = bench.Results();
        bench.Data.State.InTransaction(() =>
        {
            bench.Data.State.Snapshots.DropAfter("rare_error_code", Made.May + (20 * Made.Day));
            return true;
        });
        bench.Data.State.Snapshots.List().ShouldNotBeEmpty();
        bench.Detect();
        bench.Results().ShouldBe(results);
    }

    [Fact]
    public async Task An_alert_comes_back_when_a_lower_threshold_asks_for_it()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        var alert = bench.Detect().Raised.ShouldHaveSingleItem();
        await bench.Ingest(MemorySource.Object("late", Enumerable.Range(0, 10).Select(day => SmallLake.Record($"late{day}", Made.May + (day * 2 * Made.Day), "Odd"))));
        bench.Detect().Withdrawn.ShouldBe(1);
        bench.Detect(threshold: 0).RaisedBefore.ShouldBeGreaterThan(0);
        bench.Data.State.Alerts.List().Select(a => a.Id).ShouldContain(alert.Id);
    }

    [Fact]
    public async Task A_run_that_looks_at_an_earlier_stretch_withdraws_nothing_of_a_later_one()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 25 * 24))));
        bench.Detect().Raised.Count.ShouldBe(1);
        bench.Detect(to: Made.May + (20 * Made.Day)).Withdrawn.ShouldBe(0);
        bench.Detect(from: Made.May + (29 * Made.Day)).Withdrawn.ShouldBe(0);
        bench.Data.State.Alerts.List().Count.ShouldBe(1);
    }

    [Fact]
    public async Task From_and_to_bound_the_alerts_and_what_was_before_is_still_learned()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(30, ("Odd", 20 * 24), ("Odder", 27 * 24))));
        var raised = bench.Detect(from: Made.May + (25 * Made.Day)).Raised.ShouldHaveSingleItem();
        raised.Reason.ShouldContain("Odder");
        raised.Reason.ShouldContain("first time in 27 days of history");
    }

    [Fact]
    public async Task What_was_found_while_learning_is_a_warning_and_no_alert()
    {
        using var bench = new Workbench();
        await bench.Ingest(MemorySource.Object("a", Trail(10, ("Odd", 24))));
        var found = bench.Detect(threshold: 0);
        found.Raised.ShouldAllBe(a => a.Timestamp >= Made.May + (3 * Made.Day));
        found.Warnings.ShouldContain(w => w.Contains("still being learned (20 active buckets over 3d) raise no alert", StringComparison.Ordinal));
        bench.Detect(threshold: 0, learning: true).Raised.ShouldContain(a => a.Reason.Contains("Odd", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_lake_gives_no_alerts()
    {
        using var bench = new Workbench();
        var found = bench.Detect();
        (found.Raised.Count, found.Anomalies, found.Lake.Events).ShouldBe((0, 0, 0));
    }

    /// <summary>Days in which every hour meets the usual codes, with odd ones at some hours.</summary>
    private static IEnumerable<string> Trail(int days, params (string Code, int Hour)[] odd)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            yield return SmallLake.Record($"a{hour}", Made.May + (hour * Made.Hour) + 1_000_000, "AccessDenied");
            if (hour % 3 == 0) yield return SmallLake.Record($"b{hour}", Made.May + (hour * Made.Hour) + 2_000_000, "Throttling");
        }

        foreach (var (code, hour) in odd) yield return SmallLake.Record($"{code}-{hour}", Made.May + (hour * Made.Hour) + 60_000_000, code, action: "RunInstances");
    }
}
