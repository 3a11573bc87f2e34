using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Tests.State;

public sealed class TableTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateStore _store;

    public TableTests() => _store = StateStore.Open(_folder.Of("state.db"));

    [Fact]
    public void An_alert_is_raised_once_and_then_brought_up_to_date()
    {
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a", score: 60), [])).ShouldBeTrue();
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a", score: 70, raisedAt: 9), [])).ShouldBeFalse();
        _store.Alerts.List().ShouldBe([StateStoreTests.Alert("a", score: 70, raisedAt: 9)]);
    }

    [Fact]
    public void An_alert_keeps_the_lowest_threshold_under_which_it_was_raised()
    {
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a", threshold: 50), []));
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a", threshold: 75), []));
        _store.Alerts.List().Single().Threshold.ShouldBe(50);
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a", threshold: 25), []));
        _store.Alerts.List().Single().Threshold.ShouldBe(25);
    }

    [Fact]
    public void A_withdrawn_alert_is_listed_apart_until_it_is_raised_again()
    {
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a"), []));
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("b", rule: "other"), []));
        Do(() => { _store.Alerts.SetStanding("a", AlertStanding.Withdrawn); return true; });
        _store.Alerts.List().Select(a => a.Id).ShouldBe(["b"]);
        _store.Alerts.List(AlertStanding.Withdrawn).Select(a => a.Id).ShouldBe(["a"]);
        _store.Alerts.OfRule("r", "j").ShouldBeEmpty();
        Do(() => _store.Alerts.Raise(StateStoreTests.Alert("a"), []));
        _store.Alerts.OfRule("r", "j").Select(a => a.Id).ShouldBe(["a"]);
        _store.Alerts.List(AlertStanding.Withdrawn).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_are_listed_in_the_order_in_which_they_were_raised()
    {
        foreach (var (id, at) in new[] { ("c", 3L), ("a", 2L), ("b", 2L), ("d", 1L) }) Do(() => _store.Alerts.Raise(StateStoreTests.Alert(id, raisedAt: at), []));
        _store.Alerts.List().Select(a => a.Id).ShouldBe(["d", "a", "b", "c"]);
    }

    [Fact]
    public void The_ledger_knows_an_object_in_the_version_in_which_it_was_read()
    {
        _store.Ledger.Contains("a", "v1").ShouldBeFalse();
        Do(() => { _store.Ledger.Put(StateStoreTests.Done("a"), 1); return true; });
        _store.Ledger.Contains("a", "v1").ShouldBeTrue();
        _store.Ledger.Contains("a", "v2").ShouldBeFalse();
        _store.Ledger.Contains("A", "v1").ShouldBeFalse();
        Do(() => { _store.Ledger.Put(StateStoreTests.Done("a", "v2"), 1); return true; });
        _store.Ledger.Contains("a", "v1").ShouldBeFalse();
        _store.Ledger.Contains("a", "v2").ShouldBeTrue();
    }

    [Fact]
    public void An_object_without_a_version_is_read_by_every_run()
    {
        Do(() => { _store.Ledger.Put(StateStoreTests.Done("-", null), 1); return true; });
        _store.Ledger.Contains("-", null).ShouldBeFalse();
        _store.Ledger.Contains("-", "v1").ShouldBeFalse();
    }

    [Fact]
    public void The_quarantine_forgets_an_object_with_the_files_in_it_and_no_neighbour()
    {
        string[] sources = ["/t/x.zip", "/t/x.zip!entry", "/t/x.zip!a!b", "/t/x.zip2", "/t/x.zip2!entry", "/t/X.zip", "/t/x_zip!entry", "/t/", "é%_'!x"];
        Do(() => { foreach (var source in sources) _store.Quarantine.Add(StateStoreTests.Entry(source), 1); return true; });
        Do(() => { _store.Quarantine.Forget("/t/x.zip"); return true; });
        _store.Quarantine.List().Select(e => e.Source).ShouldBe(sources.Skip(3), ignoreOrder: true);
        Do(() => { _store.Quarantine.Forget("é%_'"); return true; });
        _store.Quarantine.List().Count.ShouldBe(5);
        _store.Quarantine.List(limit: 2).Count.ShouldBe(2);
    }

    [Fact]
    public void The_records_of_a_job_are_replaced_as_a_whole()
    {
        Do(() => { _store.Anomalies.Replace("a", [(Made.Record(60), "one", []), (Made.Record(40, value: "y"), "two", [])], new ReplaceOptions()); return true; });
        Do(() => { _store.Anomalies.Replace("b", [(Made.Record(10) with { JobId = "b" }, "other", [])], new ReplaceOptions()); return true; });
        _store.Anomalies.List(50).ShouldBe(["one"]);
        Do(() => { _store.Anomalies.Replace("a", [(Made.Record(70, bucket: Made.May + Made.Hour), "three", [])], new ReplaceOptions()); return true; });
        _store.Anomalies.List(0).ShouldBe(["other", "three"]);
    }

    [Fact]
    public void A_finished_record_that_changes_or_goes_is_noted_with_what_it_was()
    {
        var final = new ReplaceOptions { FinalMicros = Made.May, AtMicros = 7 };
        (Offtrail.Anomalies.AnomalyRecord, string, IReadOnlyList<Influencer>)[] first = [(Made.Record(60, value: "changes"), "1", []), (Made.Record(50, value: "goes"), "2", []), (Made.Record(40, value: "stays"), "3", []), (Made.Record(60, value: "open", bucket: Made.May + 1), "4", []), (Made.Record(20, value: "low"), "5", [])];
        Do(() => { _store.Anomalies.Replace("a", first, final); return true; });
        _store.Anomalies.Changes().ShouldBeEmpty();
        Do(() => { _store.Anomalies.Replace("a", [(Made.Record(55, value: "changes"), "6", []), (Made.Record(40.3, value: "stays"), "7", [])], final); return true; });
        _store.Anomalies.Changes().Select(c => (c.ByValue, c.Was, c.Now, c.At)).ShouldBe([("changes", 60, 55, 7), ("goes", 50, null, 7)]);
        Do(() => { _store.Anomalies.Replace("a", [], new ReplaceOptions { FinalMicros = Made.May - 1 }); return true; });
        _store.Anomalies.Changes().Count.ShouldBe(2, "a run that looks at an earlier stretch changes nothing of a later one");
    }

    [Fact]
    public void Lanes_add_up_what_records_may_be_put_down_to()
    {
        static Influencer Of(string user) => new("user.name", user);
        (Offtrail.Anomalies.AnomalyRecord, string, IReadOnlyList<Influencer>)[] records =
        [
            (Made.Record(60, value: "x"), "1", [Of("ana"), Of("ben")]), (Made.Record(30, value: "y", learning: true), "2", [Of("ana")]), (Made.Record(80, bucket: Made.May + Made.Day, value: "z"), "3", [Of("ben")]),
        ];
        Do(() => { _store.Anomalies.Replace("rare_error_code", records, new ReplaceOptions { FinalMicros = Made.May }); return true; });
        var all = new LaneFilter { FromMicros = Made.May, ToMicros = Made.May + (2 * Made.Day) };
        _store.Influencers.Fields().ShouldBe(["user.name"]);
        _store.Influencers.Top(all, "user.name", 1).ShouldSatisfyAllConditions(t => t.Top.ShouldBe([new RankedValue("ben", 80, 2)]), t => t.All.ShouldBe(2));
        _store.Influencers.ByValue(all, "user.name", ["ana", "ben"], Made.Day).ShouldBe([new LaneCell("ana", 0, 60, 2, false, false, false), new LaneCell("ben", 0, 60, 1, false, false, false), new LaneCell("ben", 1, 80, 1, true, false, false)], ignoreOrder: true);
        _store.Influencers.ByJob(all with { Of = Of("ana") }, Made.Day).ShouldBe([new LaneCell("rare_error_code", 0, 60, 2, false, false, false)]);
        _store.Influencers.List(all, byScore: true, 1, 1).ShouldSatisfyAllConditions(l => l.Records.ShouldHaveSingleItem().Place.ByValue.ShouldBe("x"), l => l.All.ShouldBe(3));
        _store.Influencers.List(all with { Of = Of("ana") }, byScore: false, 0, 9).Records.Select(r => (r.Score, r.IsLearning)).ShouldBe([(60, false), (30, true)]);
        Do(() => { _store.Anomalies.Replace("rare_error_code", [(Made.Record(50, value: "x"), "4", [Of("cy")])], new ReplaceOptions { FinalMicros = Made.May }); return true; });
        _store.Influencers.ByValue(all, "user.name", ["ana", "ben", "cy"], Made.Day).ShouldBe([new LaneCell("cy", 0, 50, 1, false, false, true)], "what was finished says something else now");
        Do(() => { _store.Anomalies.Replace("rare_error_code", [(Made.Record(50, value: "x"), "4", [Of("cy")])], new ReplaceOptions { FromMicros = Made.May + 1, FinalMicros = Made.May }); return true; });
        _store.Influencers.List(all, byScore: true, 0, 9).Records.ShouldHaveSingleItem().IsChanged.ShouldBeTrue("a later run does not forget it");
    }

    [Fact]
    public void New_events_drop_the_snapshots_behind_them_and_a_merged_segment_none()
    {
        Do(() =>
        {
            foreach (var (job, at) in new[] { ("a", 10), ("a", 20), ("b", 30) }) _store.Snapshots.Put(job, "f", at, 1, [new SnapshotState(0, "é'", [1, 2, 3]), new SnapshotState(1, "é'", [])]);
            return true;
        });
        _store.Snapshots.Read("a", 20).Select(s => (s.Detector, s.Scope, Convert.ToHexString(s.State))).ShouldBe([(0, "é'", "010203"), (1, "é'", "")], ignoreOrder: true);
        _store.Snapshots.Times("a", "another definition").ShouldBeEmpty();
        var segment = new Segment("p", "1", 1, 1, 20, 40, 1, "00", 0);
        Do(() => { _store.Manifest.Add(segment, []); return true; });
        _store.Snapshots.List().Select(s => (s.JobId, s.At)).ShouldBe([("a", 10), ("a", 20)], "an event at 20 is behind a snapshot at 20");
        Do(() => { _store.Manifest.Replace([segment], segment with { Path = "q", FirstMicros = 0 }); return true; });
        _store.Snapshots.List().Count.ShouldBe(2);
        Do(() => { _store.Manifest.SetApart(segment with { FirstMicros = 15 }, "damage"); return true; });
        _store.Snapshots.List().Select(s => (s.JobId, s.At)).ShouldBe([("a", 10)]);
    }

    private T Do<T>(Func<T> work) => _store.InTransaction(work);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
