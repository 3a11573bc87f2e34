using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;
using Offtrail.Sources;
using Offtrail.State;

namespace Offtrail.Tests.State;

/// <summary>
/// A data folder that an earlier version wrote goes on with this one. Each <c>Versions/version-N.zip</c> was made by the last program of that version:
/// <c>data/</c> from "detect" over <c>before.json</c> as /trail/before.json with a sink, then "alerts ack", "comment" and "close"; <c>after.json</c> is what came later.
/// </summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public static TheoryData<int> Versions => [.. Directory.GetFiles(Repository.PathOf("tests", "Offtrail.Tests", "State", "Versions"), "version-*.zip").Select(f => int.Parse(Path.GetFileNameWithoutExtension(f)["version-".Length..], System.Globalization.CultureInfo.InvariantCulture))];

    private string State => _temp.Of("data", "state.db");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Everything_is_still_there(int version)
    {
        Unpack(version);
        VersionOf().ShouldBe(version);
        var before = Rows();
        before["alert"].Length.ShouldBeGreaterThan(1);
        foreach (var table in new[] { "object", "segment", "anomaly", "snapshot", "snapshot_state", "alert_change", "alert_entity", "incident", "outbox", "detection_run", "rule_run", "rule_revision" }) before[table].ShouldNotBeEmpty(table);
        StateStore.Open(State).Dispose();
        VersionOf().ShouldBe(StateStore.Version);
        var after = Rows();
        foreach (var (table, rows) in before) after[table].ShouldBe(rows, table);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Opening_it_again_changes_nothing(int version)
    {
        Unpack(version);
        StateStore.Open(State).Dispose();
        var (tables, bytes) = (Tables(), File.ReadAllBytes(State));
        StateStore.Open(State).Dispose();
        Tables().ShouldBe(tables);
        File.ReadAllBytes(State).ShouldBe(bytes);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_has_the_tables_of_a_new_state(int version)
    {
        Unpack(version);
        StateStore.Open(State).Dispose();
        var updated = Tables();
        File.Delete(State);
        StateStore.Open(State).Dispose();
        updated.ShouldBe(Tables());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_detection_goes_on_from_it_and_finds_what_a_fresh_one_does(int version)
    {
        Unpack(version);
        string changes;
        using (var old = DataFolder.OpenForWriting(_temp.Of("data")))
        {
            old.FoundDamaged.ShouldBeEmpty();
            changes = string.Join('\n', old.State.Alerts.List().SelectMany(a => old.State.Alerts.Changes(a.Id)));
            (await IngestAsync(old, "before")).Known.ShouldBe(1, "the ledger knows it");
            (await IngestAsync(old, "after")).Stored.ShouldBeGreaterThan(0);
            Detect(old);
            string.Join('\n', old.State.Alerts.List().SelectMany(a => old.State.Alerts.Changes(a.Id))).ShouldBe(changes);
        }

        using var again = DataFolder.OpenForReading(_temp.Of("data"));
        using var fresh = DataFolder.OpenForWriting(_temp.Of("fresh"));
        await IngestAsync(fresh, "before");
        await IngestAsync(fresh, "after");
        Detect(fresh);
        again.State.Anomalies.List(0).ShouldBe(fresh.State.Anomalies.List(0));
        again.State.Alerts.List().Select(a => (a.Id, a.Document)).ShouldBe(fresh.State.Alerts.List().Select(a => (a.Id, a.Document)));
        fresh.State.Alerts.List().Count.ShouldBeGreaterThan(2);
        changes.ShouldNotBeEmpty();
    }

    public void Dispose() => _temp.Dispose();

    private void Unpack(int version) =>
        ZipFile.ExtractToDirectory(Repository.PathOf("tests", "Offtrail.Tests", "State", "Versions", $"version-{version}.zip"), _temp.Path);

    private Task<IngestSummary> IngestAsync(DataFolder folder, string name)
    {
        var file = new FileInfo(_temp.Of(name + ".json"));
        var read = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return new Ingester(folder, new IngestOptions { Threads = 1 }, read).RunAsync([new MemorySource(new SourceObject($"/trail/{name}.json", file.Length, VersionInLedger(name), () => file.OpenRead()))], TestContext.Current.CancellationToken);
    }

    /// <summary>The version under which the ledger knows the object: that of the file as it was then.</summary>
    private string VersionInLedger(string name) => Query($"SELECT coalesce(max(version), 'v1') FROM object WHERE key = '/trail/{name}.json'")[0];

    private static void Detect(DataFolder folder)
    {
        var pack = Pack.Load();
        new Detection(folder, new FakeTimeProvider(DateTimeOffset.UtcNow)).Run(pack, new DetectOptions { Rules = [.. pack.EnabledRules] }, TestContext.Current.CancellationToken);
    }

    private int VersionOf() => int.Parse(Query("PRAGMA user_version")[0], System.Globalization.CultureInfo.InvariantCulture);

    private string[] Tables() => Query("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name");

    /// <summary>All rows of all tables, as text.</summary>
    private Dictionary<string, string[]> Rows() => Query("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%' ORDER BY name")
        .ToDictionary(t => t, t => Query($"SELECT {string.Join(" || '|' || ", Query($"SELECT name FROM pragma_table_info('{t}')").Select(c => $"quote(\"{c}\")"))} FROM \"{t}\"").Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private string[] Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={State};Pooling=false;Mode=ReadWrite");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var rows = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return [.. rows];
    }
}
