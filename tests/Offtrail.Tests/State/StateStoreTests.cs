using Microsoft.Data.Sqlite;
using Offtrail.Events;
using Offtrail.Lake;
using Offtrail.State;

namespace Offtrail.Tests.State;

public sealed class StateStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string StatePath => _folder.Of("state.db");

    [Fact]
    public void A_transaction_that_throws_leaves_nothing()
    {
        using (var store = StateStore.Open(StatePath))
        {
            Should.Throw<InvalidOperationException>(() => store.InTransaction<bool>(() =>
            {
                store.Ledger.Put(Done("a"), 1);
                store.Manifest.Add(new Segment("p", "1", 1, 1, 1, 1, 1, "00", 0), []);
                store.Quarantine.Add(Entry("a"), 1);
                store.Alerts.Raise(Alert("x"), []);
                throw new InvalidOperationException("half way");
            }));
            Empty(store);
            store.InTransaction(() => { store.Ledger.Put(Done("b"), 1); return true; }).ShouldBeTrue("the next transaction works");
        }

        using var again = StateStore.Open(StatePath);
        again.Ledger.Contains("a", "v1").ShouldBeFalse();
        again.Ledger.Contains("b", "v1").ShouldBeTrue();
    }

    [Fact]
    public void A_transaction_within_another_is_a_part_of_it()
    {
        using var store = StateStore.Open(StatePath);
        Should.Throw<InvalidOperationException>(() => store.InTransaction<bool>(() =>
        {
            store.InTransaction(() => store.Ledger.Put(Done("a"), 1));
            store.AtOneTime(() => store.Ledger.Contains("a", "v1")).ShouldBeTrue();
            throw new InvalidOperationException("half way");
        }));
        Empty(store);
        store.InTransaction(() => store.InTransaction(() => store.Ledger.Put(Done("b"), 1)));
        using var other = StateStore.Open(StatePath);
        other.Ledger.Contains("b", "v1").ShouldBeTrue();
    }

    [Fact]
    public void What_is_asked_at_one_time_is_not_changed_in_between()
    {
        using var store = StateStore.Open(StatePath);
        using var other = StateStore.Open(StatePath);
        store.AtOneTime(() =>
        {
            store.Ledger.Contains("a", "v1").ShouldBeFalse();
            other.InTransaction(() => other.Ledger.Put(Done("a"), 1));
            return store.Ledger.Contains("a", "v1");
        }).ShouldBeFalse();
        store.Ledger.Contains("a", "v1").ShouldBeTrue();
    }

    [Fact]
    public void A_fault_of_the_database_inside_a_transaction_rolls_back_and_is_told_in_words()
    {
        using var store = StateStore.Open(StatePath);
        var segment = new Segment("p", "1", 1, 1, 1, 1, 1, "00", 0);
        Should.Throw<StateException>(() => store.InTransaction(() => { store.Manifest.Add(segment, []); store.Manifest.Add(segment, []); return 1; }))
            .Message.ShouldStartWith("the state could not be written");
        Empty(store);
    }

    [Fact]
    public void What_was_committed_is_there_when_it_is_opened_again()
    {
        var segment = new Segment("account=1/date=2026-05-01/it's.parquet", "1", 20574, 5, Made.May, Made.May + 9, 1234, "00", 2);
        using (var store = StateStore.Open(StatePath)) store.InTransaction(() => { store.Manifest.Add(segment, []); store.Quarantine.Add(Entry("a"), 1); store.Alerts.Raise(Alert("x"), []); return 1; });
        using var again = StateStore.Open(StatePath);
        again.Manifest.All().ShouldBe([segment]);
        again.Manifest.Of(new PartitionKey("1", 20574)).ShouldBe([segment]);
        again.Manifest.Of(new PartitionKey("1", 20575)).ShouldBeEmpty();
        again.Alerts.List().ShouldBe([Alert("x")]);
        var entry = again.Quarantine.List().Single();
        (entry.Source, entry.Rejection.Position, entry.Rejection.Reason, entry.Rejection.Length, entry.Rejection.IsRecord).ShouldBe(("a", new RecordPosition(2, 3, 4), "broken", 9, true));
        entry.Rejection.Content.ToArray().ShouldBe([0, 255, 39]);
    }

    [Fact]
    public void A_state_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        StateStore.Open(StatePath).Dispose();
        Run("PRAGMA user_version=99");
        Should.Throw<StateException>(() => StateStore.Open(StatePath)).Message.ShouldBe($"the state in {StatePath} is of version 99; this Offtrail knows {StateStore.Version}. Use a newer Offtrail.");
        Run($"PRAGMA user_version={StateStore.Version}");
        StateStore.Open(StatePath).Dispose();
    }

    [Fact]
    public void A_file_that_is_no_state_is_refused_in_words()
    {
        File.WriteAllText(StatePath, new string('x', 5000));
        Should.Throw<StateException>(() => StateStore.Open(StatePath)).Message.ShouldContain("can't be used");
    }

    [Fact]
    public Task Several_threads_may_use_it() => Within.Seconds(30, async () =>
    {
        using var store = StateStore.Open(StatePath);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                store.InTransaction(() => { store.Ledger.Put(Done($"{t}-{i}"), i); return 1; });
                store.Ledger.Contains($"{t}-{i}", "v1").ShouldBeTrue();
            }
        }, TestContext.Current.CancellationToken)));
    });

    internal static IngestedObject Done(string key, string? version = "v1") => new(key, version, 10, 5, 1, 1, 0);

    internal static QuarantineEntry Entry(string source) => new(source, new Rejection(new RecordPosition(2, 3, 4), "broken", new byte[] { 0, 255, 39 }, 9, IsRecord: true));

    internal static StoredAlert Alert(string id, double score = 60, long raisedAt = 2, int threshold = 50, string rule = "r") => new(id, rule, 1, raisedAt, score, threshold, "why", $"{{\"score\":{(int)score}}}") { JobId = "j", Kin = id };

    private static void Empty(StateStore store)
    {
        store.Ledger.Contains("a", "v1").ShouldBeFalse();
        store.Manifest.All().ShouldBeEmpty();
        store.Quarantine.List().ShouldBeEmpty();
        store.Alerts.List().ShouldBeEmpty();
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StatePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Dispose();
}
