using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;
using Offtrail.Rules;
using Offtrail.State;
using Offtrail.Tests.Rules;

namespace Offtrail.Tests.State;

/// <summary>What people do with alerts, how alerts are found, and that incidents follow from the alerts alone.</summary>
public sealed class AlertStateTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateStore _store;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddSeconds(5));

    public AlertStateTests() => _store = StateStore.Open(_folder.Of("state.db"));

    [Fact]
    public void Every_change_is_noted_with_who_and_when_and_what_is_so_already_changes_nothing()
    {
        Raise(Alert("aaaa1"));
        var desk = new AlertDesk(_store, _clock, "ana");
        desk.Acknowledge(_store.Alerts.List()).ShouldBe(1);
        desk.Acknowledge(_store.Alerts.List()).ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(1));
        desk.Assign(_store.Alerts.List(), "ben").ShouldBe(1);
        desk.Tag(_store.Alerts.List(), "pentest", there: true).ShouldBe(1);
        desk.Tag(_store.Alerts.List(), "pentest", there: true).ShouldBe(0);
        desk.Comment(_store.Alerts.List(), "asked the team").ShouldBe(1);
        new AlertDesk(_store, _clock, "ben").Close(_store.Alerts.List(), CloseReason.Benign, "allowed").ShouldBe(1);

        var alert = _store.Alerts.List().Single();
        (alert.Status, alert.ClosedBecause, alert.Assignee).ShouldBe((AlertStatus.Closed, CloseReason.Benign, "ben"));
        _store.Alerts.Tags("aaaa1").ShouldBe(["pentest"]);
        _store.Alerts.Changes("aaaa1").ShouldBe([
            new AlertChange("aaaa1", 5_000_000, "ana", "acknowledge", "open", "acknowledged", null),
            new AlertChange("aaaa1", 6_000_000, "ana", "assign", null, "ben", null),
            new AlertChange("aaaa1", 6_000_000, "ana", "tag", null, "pentest", null),
            new AlertChange("aaaa1", 6_000_000, "ana", "comment", null, null, "asked the team"),
            new AlertChange("aaaa1", 6_000_000, "ben", "close", "acknowledged", "closed: benign", "allowed"),
        ]);
    }

    [Fact]
    public void What_people_did_stays_when_an_alert_is_found_again()
    {
        Raise(Alert("aaaa1"));
        new AlertDesk(_store, _clock, "ana").Close(_store.Alerts.List(), CloseReason.FalsePositive);
        Raise(Alert("aaaa1") with { Reason = "longer" });
        var alert = _store.Alerts.List().Single();
        (alert.Reason, alert.Status, alert.ClosedBecause).ShouldBe(("longer", AlertStatus.Closed, CloseReason.FalsePositive));
        new AlertDesk(_store, _clock, "ana").Reopen([alert]);
        _store.Alerts.List().Single().ClosedBecause.ShouldBeNull();
    }

    [Fact]
    public void The_document_shows_the_present_state()
    {
        Raise(Alert("aaaa1"));
        Renew("aaaa1");
        var desk = new AlertDesk(_store, _clock, "ana");
        desk.Close(_store.Alerts.List(), CloseReason.TruePositive);
        desk.Tag(_store.Alerts.List(), "é", there: true);
        desk.Assign(_store.Alerts.List(), "ben");
        AlertState.Document(_store, _store.Alerts.List().Single()).ShouldBe("""{"offtrail":{"alert":{"status":"closed","closed_reason":"true_positive","assignee":"ben","incident_id":"aaaa1","tags":["é"]}}}""");
    }

    [Fact]
    public Task A_filter_finds_what_linq_finds() => Within.Seconds(120, () =>
        Gen.Select(Gen.Int[0, 2].Array[6], Gen.Int[0, 2].Array[6], Gen.Int[0, 9], Gen.Int[0, 7]).Sample((kinds, states, score, which) =>
        {
            using var folder = new TempFolder();
            using var store = StateStore.Open(folder.Of("state.db"));
            var alerts = Enumerable.Range(0, 6).Select(i => Alert($"aaaa{i}") with { RuleId = $"r{kinds[i]}", Account = $"{states[i]}", Score = 10 * i, RaisedAt = 100 + (i % 3), Reason = i % 2 == 0 ? "50% of it_all" : "50 it_Xall" }).ToArray();
            store.InTransaction(() =>
            {
                foreach (var a in alerts) store.Alerts.Raise(a, [new AlertEntity(EntityKind.Identity, $"{a.Account} arn:aws:iam::1:user/u{kinds[int.Parse(a.Id[4..], System.Globalization.CultureInfo.InvariantCulture)]}"), new AlertEntity(EntityKind.Source, $"10.0.0.{a.Id[4]}")]);
                return 0;
            });
            var desk = new AlertDesk(store, _clock, "ana");
            foreach (var a in alerts.Where(a => a.Account == "1")) desk.Acknowledge([a]);
            foreach (var a in alerts.Where(a => a.Account == "2")) desk.Tag([a], "t", there: true);
            foreach (var a in alerts.Where(a => a.RuleId == "r1")) desk.Assign([a], "ben");
            AlertFilter[] filters =
            [
                new() { Statuses = [AlertStatus.Acknowledged] }, new() { Rules = ["r0", "r2"] }, new() { Accounts = ["1"], LeastScore = 10 * score }, new() { Entities = [(EntityKind.Identity, "user/u1")] },
                new() { Entities = [(EntityKind.Source, "10.0.0.3")] }, new() { Tags = ["t"], Assignees = ["", "ben"] }, new() { Text = "50% OF it_" }, new() { FromMicros = 101, ToMicros = 102, Assignees = ["ben"] },
            ];
            Func<StoredAlert, bool>[] twins =
            [
                a => a.Account == "1", a => a.RuleId != "r1", a => a.Account == "1" && a.Score >= 10 * score, a => a.RuleId == "r1",
                a => a.Id == "aaaa3", a => a.Account == "2", a => a.Reason == "50% of it_all", a => a.RaisedAt == 101 && a.RuleId == "r1",
            ];
            var expected = alerts.Where(twins[which]).OrderBy(a => a.RaisedAt).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.Id).ToArray();
            store.Alerts.List(filters[which]).Select(a => a.Id).ShouldBe(expected);
            store.Alerts.Count(filters[which]).ShouldBe(expected.Length);
            store.Alerts.List(filters[which] with { Newest = 2 }).Select(a => a.Id).ShouldBe(expected.TakeLast(2));
        }, iter: 60, threads: 1));

    [Fact]
    public Task A_text_is_found_wherever_it_stands_also_when_the_sentence_has_changed() => Within.Seconds(120, () =>
        Gen.Select(Gen.String["ab%_\"'\\*é ^"].Array[1, 8], Gen.String["ab%_\"'\\*é ^"], Gen.Int[0, 7]).Sample((reasons, text, at) =>
        {
            if (text.Length == 0) return;
            using var folder = new TempFolder();
            using var store = StateStore.Open(folder.Of("state.db"));
            reasons[at % reasons.Length] += text + "b"; // at least one has it
            void Raise(int i, string reason) => store.InTransaction(() => store.Alerts.Raise(Alert($"aaaa{i}") with { Reason = reason, RaisedAt = i }, []));
            for (var i = 0; i < reasons.Length; i++) Raise(i, reasons[reasons.Length - 1 - i]);
            for (var i = 0; i < reasons.Length; i++) Raise(i, reasons[i]);
            var expected = reasons.Select((r, i) => (r, i)).Where(x => x.r.Contains(text, StringComparison.Ordinal)).Select(x => $"aaaa{x.i}").ToArray();
            store.Alerts.List(new AlertFilter { Text = text }).Select(a => a.Id).ShouldBe(expected, text);
            store.Alerts.Count(new AlertFilter { Text = text }).ShouldBe(expected.Length);
        }, iter: 150, threads: 1));

    [Fact]
    public void What_thousands_of_sentences_have_is_found_as_well_as_what_one_has()
    {
        _store.InTransaction(() =>
        {
            for (var i = 0; i < 21_000; i++) _store.Alerts.Raise(Alert($"{i:x8}") with { Reason = $"Everybody {i}", RaisedAt = i }, []);
            return 0;
        });
        _store.Alerts.Count(new AlertFilter { Text = "everybody" }).ShouldBe(21_000);
        _store.Alerts.List(new AlertFilter { Text = "EVERYBODY 2", Newest = 1 }).Single().RaisedAt.ShouldBe(20_999);
        _store.Alerts.List(new AlertFilter { Text = "body 4711" }).Single().RaisedAt.ShouldBe(4_711);
    }

    [Fact]
    public Task Incidents_that_grow_alert_by_alert_are_those_of_all_alerts_at_once() => Within.Seconds(120, () =>
        Gen.Select(IncidentLinkTests.Alerts, Gen.Int[0, 1000], Gen.Int[1, 5]).Sample((alerts, seed, batch) =>
        {
            using var folder = new TempFolder();
            using var store = StateStore.Open(folder.Of("state.db"));
            var random = new Random(seed);
            var shuffled = alerts.ToArray();
            random.Shuffle(shuffled);
            var withdrawn = new HashSet<string>();
            foreach (var some in shuffled.Chunk(batch))
            {
                store.InTransaction(() =>
                {
                    var changed = some.Select(a => a.Id).ToHashSet();
                    foreach (var a in some) store.Alerts.Raise(Alert(a.Id) with { FirstEvent = a.First, LastEvent = a.Last, ReturnDays = 1 + random.Next(100) }, a.Entities);
                    if (random.Next(3) == 0 && withdrawn.Add(some[0].Id))
                    {
                        store.Alerts.SetStanding(some[0].Id, AlertStanding.Withdrawn);
                        changed.Add(some[0].Id);
                    }

                    store.Incidents.Renew(changed, 18);
                    return 0;
                });
            }

            var standing = alerts.Where(a => !withdrawn.Contains(a.Id)).ToArray();
            var expected = IncidentLinks.Stories(standing);
            store.Alerts.List().GroupBy(a => a.Incident!).Select(g => string.Join(" ", g.Select(a => a.Id).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)
                .ShouldBe(expected.Select(s => string.Join(" ", s.Select(a => a.Id).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
            store.Incidents.List().Select(i => (i.Id, i.First, i.Last, i.Alerts)).ShouldBe(expected.Select(s => (s[0].Id, s[0].First, s.Max(a => a.Last), s.Count)));
            store.Alerts.List(AlertStanding.Withdrawn).ShouldAllBe(a => a.Incident == null);
        }, iter: 80, threads: 1));

    [Fact]
    public void What_a_person_takes_apart_stays_apart_when_an_alert_comes_that_is_linked_to_both()
    {
        var stories = Zoe(1, 2, 3);
        var (stayed, taken) = _store.InTransaction(() => _store.Incidents.Split(stories.Single(), new HashSet<string> { "aaaa3" }, 18));
        (stayed, taken).ShouldBe(("aaaa1", "aaaa3"));
        Zoe(4).ShouldBe(["aaaa1", "aaaa3"]);
        Of("aaaa1").ShouldBe(["aaaa1", "aaaa2"]);
        Of("aaaa3").ShouldBe(["aaaa3", "aaaa4"], "the alert that came belongs to the one that it is nearer to");
        _store.InTransaction(() => { _store.Alerts.SetStanding("aaaa3", AlertStanding.Withdrawn); return 0; });
        Renew("aaaa3");
        Of("aaaa1").ShouldBe(["aaaa1", "aaaa2", "aaaa4"]);
        Zoe(3).ShouldBe(["aaaa1", "aaaa3"], "it is raised again, and was told to be a story of its own");
    }

    [Fact]
    public void What_a_person_puts_together_stays_together_when_alerts_come_and_go()
    {
        Zoe(1, 2, 20, 21).ShouldBe(["aaaa1", "aaaak"]);
        _store.InTransaction(() => _store.Incidents.Merge(["aaaak", "aaaa1"], 18)).ShouldBe("aaaa1");
        Of("aaaa1").ShouldBe(["aaaa1", "aaaa2", "aaaak", "aaaal"]);
        Zoe(22, 34).ShouldBe(["aaaa1", Name(34)]);
        Of("aaaa1").ShouldContain(Name(22));
        _store.InTransaction(() => { _store.Alerts.SetStanding("aaaa1", AlertStanding.Withdrawn); return 0; });
        Renew("aaaa1");
        Zoe(23).ShouldBe(["aaaa2", Name(34)]);
        Of("aaaa2").ShouldBe(["aaaa2", "aaaak", "aaaal", Name(22), Name(23)]);
        var (stayed, taken) = _store.InTransaction(() => _store.Incidents.Split("aaaa2", new HashSet<string> { "aaaa2" }, 18));
        (stayed, taken).ShouldBe(("aaaak", "aaaa2"));
        Zoe(1).ShouldBe(["aaaa1", "aaaa2", Name(34)], "it stays with the rest, though it is linked to the one that was taken out");
        Of("aaaa1").ShouldBe(["aaaa1", "aaaak", "aaaal", Name(22), Name(23)]);
    }

    [Fact]
    public Task What_people_said_holds_whatever_comes_later() => Within.Seconds(120, () =>
        Gen.Select(IncidentLinkTests.Alerts, Gen.Int[0, 1000]).Sample((alerts, seed) =>
        {
            using var folder = new TempFolder();
            using var store = StateStore.Open(folder.Of("state.db"));
            var random = new Random(seed);
            var (apart, together) = (new List<(string, string)>(), new List<(string, string)>());
            foreach (var some in alerts.Chunk(4))
            {
                store.InTransaction(() =>
                {
                    foreach (var a in some) store.Alerts.Raise(Alert(a.Id) with { FirstEvent = a.First, LastEvent = a.Last }, a.Entities);
                    store.Incidents.Renew([.. some.Select(a => a.Id)], 18);
                    return 0;
                });
                foreach (var (a, b) in apart) store.Alerts.IncidentOf(a).ShouldNotBe(store.Alerts.IncidentOf(b));
                foreach (var (a, b) in together) store.Alerts.IncidentOf(a).ShouldBe(store.Alerts.IncidentOf(b));
                var incidents = store.Incidents.List();
                store.Alerts.List().GroupBy(a => a.Incident).ToDictionary(g => g.Key!, g => g.Count()).ShouldBe(incidents.ToDictionary(i => i.Id, i => i.Alerts), ignoreOrder: true);
                if (incidents.Count > 1 && random.Next(2) == 0)
                {
                    var two = random.GetItems(incidents.ToArray(), 2).Select(i => i.Id).Distinct().ToArray();
                    if (two.Length < 2) continue;
                    var (one, other) = (Members(two[0]), Members(two[1]));
                    store.InTransaction(() => store.Incidents.Merge(two, 18));
                    apart.RemoveAll(p => (one.Contains(p.Item1) && other.Contains(p.Item2)) || (one.Contains(p.Item2) && other.Contains(p.Item1)));
                    together.Add((one[0], other[0]));
                }
                else if (incidents.FirstOrDefault(i => i.Alerts > 1) is { } large)
                {
                    var members = Members(large.Id);
                    store.InTransaction(() => store.Incidents.Split(large.Id, members.Take(members.Length / 2).ToHashSet(), 18));
                    together.RemoveAll(p => members.Contains(p.Item1));
                    apart.Add((members[0], members[^1]));
                }
            }

            string[] Members(string id) => [.. store.Alerts.List(new AlertFilter { Incident = id }).Select(a => a.Id)];
        }, iter: 80, threads: 1));

    /// <summary>Raises alerts about one key, at these hours, and gives the ids of the incidents.</summary>
    private string[] Zoe(params int[] hours)
    {
        _store.InTransaction(() =>
        {
            foreach (var hour in hours) _store.Alerts.Raise(Alert(Name(hour)) with { FirstEvent = hour * Made.Hour, LastEvent = hour * Made.Hour }, [new(EntityKind.AccessKey, "AKIAZOE")]);
            return 0;
        });
        Renew([.. hours.Select(Name)]);
        return [.. _store.Incidents.List().Select(i => i.Id)];
    }

    private static string Name(int hour) => hour < 10 ? $"aaaa{hour}" : $"aaaa{(char)('a' + hour - 10)}";

    private string[] Of(string incident) => [.. _store.Alerts.List(new AlertFilter { Incident = incident }).Select(a => a.Id).Order(StringComparer.Ordinal)];

    [Fact]
    public void An_incident_is_closed_when_all_of_its_alerts_are()
    {
        AlertEntity[] shared = [new(EntityKind.AccessKey, "AKIA1")];
        _store.InTransaction(() => _store.Alerts.Raise(Alert("aaaa1"), shared) && _store.Alerts.Raise(Alert("aaaa2"), shared));
        Renew("aaaa1", "aaaa2");
        var desk = new AlertDesk(_store, _clock, "ana");
        Status().ShouldBe(AlertStatus.Open);
        desk.Acknowledge(_store.Alerts.List());
        Status().ShouldBe(AlertStatus.Acknowledged);
        desk.Close([_store.Alerts.List()[0]], CloseReason.Other);
        Status().ShouldBe(AlertStatus.Acknowledged);
        desk.Close(_store.Alerts.List(), CloseReason.Other);
        Status().ShouldBe(AlertStatus.Closed);

        AlertStatus Status() => _store.Incidents.List().ShouldHaveSingleItem().Status;
    }

    private void Raise(StoredAlert alert) => _store.InTransaction(() => _store.Alerts.Raise(alert, []));

    private void Renew(params string[] ids) => _store.InTransaction(() =>
    {
        _store.Incidents.Renew(ids, 18);
        return 0;
    });

    private static StoredAlert Alert(string id) => new(id, "r", 1, 2, 60, 50, "Why. And more.", """{"offtrail":{"alert":{"status":"open"}}}""") { Account = "1", FirstEvent = 10, LastEvent = 20, ReturnDays = 30 };

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
