using Microsoft.Extensions.Time.Testing;
using Offtrail.Pipeline;
using Offtrail.Server;
using Offtrail.State;

namespace Offtrail.Tests.Server;

public sealed class ExaminationTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow); // that of the files

    private string Root => _bench.Data.Root;

    [Fact]
    public async Task A_folder_in_use_that_is_well_has_no_problem()
    {
        await FillAsync(Made.May);
        Run().Where(f => f.Level == FindingLevel.Problem).ShouldBeEmpty();
        Run().Select(f => f.Area).Distinct().ShouldBe(["configuration", "rights", "memory", "sources", "state", "lake", "disk", "clock", "sinks", "users"], ignoreOrder: true);
        Run().ShouldAllBe(f => f.Level == FindingLevel.Ok == (f.Advice == null));
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_is_told_and_not_made()
    {
        var none = Path.Combine(Root, "..", "none");
        new Examination(none, null, _clock).Run().ShouldContain(f => f.Area == "state" && f.Level == FindingLevel.Warning && f.Text.Contains("no data yet"));
        Directory.Exists(none).ShouldBeFalse();
    }

    [Theory]
    [InlineData("offtrail.yaml", "lisen: x\n", "offtrail.yaml:1:1: unknown key \"lisen\"")]
    [InlineData("sinks.yaml", "sinks:\n  - {id: a, type: pigeon}\n", "sinks.yaml:2:")]
    [InlineData("disabled.yaml", "rules: [none_such]\n", "none_such")]
    [InlineData("exceptions.yaml", "exceptions: 5\n", "exceptions.yaml:1:")]
    public void A_file_that_is_wrong_is_a_problem_with_its_place(string name, string text, string said)
    {
        File.WriteAllText(Path.Combine(Root, name), text);
        Problem("configuration").Text.ShouldContain(said);
    }

    [Fact]
    public void A_rule_that_is_wrong_is_a_problem_with_its_place()
    {
        Directory.CreateDirectory(Path.Combine(Root, "rules"));
        File.WriteAllText(Path.Combine(Root, "rules", "x.yaml"), "id: x\nname: 5\nnone_such: 1\n");
        Problem("configuration").Text.ShouldContain("x.yaml");
    }

    [Fact]
    public void A_certificate_that_is_none_is_a_problem()
    {
        File.WriteAllText(Path.Combine(Root, "c.pem"), "x");
        File.WriteAllText(Path.Combine(Root, "offtrail.yaml"), "listen: ['https://0.0.0.0:8443']\ntls: {certificate: c.pem, key: c.pem}\n");
        Problem("configuration").Text.ShouldContain("there is no certificate in");
    }

    [Fact]
    public void An_address_of_others_without_tls_is_a_warning()
    {
        File.WriteAllText(Path.Combine(Root, "offtrail.yaml"), "listen: ['http://0.0.0.0:8480', 'http://127.0.0.1:8481', 'http://[::1]:8482', 'http://localhost:8483']\n");
        Run().Single(f => f.Text.Contains("without TLS")).Text.ShouldStartWith("http://0.0.0.0:8480");
    }

    [Fact]
    public void Keys_of_sessions_that_others_may_read_are_a_problem()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no Unix permissions here");
            return;
        }

        var keys = Path.Combine(Root, "keys");
        Directory.CreateDirectory(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Run().ShouldNotContain(f => f.Text.Contains("others may read"));
        File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        Run().ShouldNotContain(f => f.Text.Contains("others may read"), "who may not read the folder may not read what is in it");
        File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Problem("rights").Advice.ShouldBe($"chmod 700 {keys}");
    }

    [Fact]
    public async Task Events_of_the_future_are_a_problem_of_the_clock()
    {
        await FillAsync(_clock.Micros() + Made.Day);
        Problem("clock").Text.ShouldContain("in the future");
    }

    [Fact]
    public async Task A_newest_event_of_long_ago_is_a_warning()
    {
        await FillAsync(Made.May);
        Run().ShouldContain(f => f.Area == "sources" && f.Level == FindingLevel.Warning && f.Text.Contains("days old"));
    }

    [Fact]
    public async Task A_segment_that_is_missing_is_a_problem()
    {
        await FillAsync(Made.May);
        File.Delete(_bench.Data.Lake.PathOf(_bench.Data.State.Manifest.All()[0]));
        Problem("lake").Advice!.ShouldContain("--repair");
    }

    [Fact]
    public void A_state_that_is_damaged_is_a_problem()
    {
        _bench.Data.Dispose();
        using (var file = new FileStream(Path.Combine(Root, "state.db"), FileMode.Open))
        {
            file.Position = 3 * 4096;
            file.Write(new byte[20 * 4096]);
        }

        Run().ShouldContain(f => f.Area == "state" && f.Level == FindingLevel.Problem);
    }

    [Fact]
    public void Folders_of_sources_are_looked_at()
    {
        File.WriteAllText(Path.Combine(Root, "offtrail.yaml"), $"sources:\n  - {{id: a, type: folder, path: {Root}}}\n  - {{id: b, type: folder, path: /none/such}}\n");
        Run().ShouldContain(f => f.Area == "sources" && f.Level == FindingLevel.Ok && f.Text.StartsWith("a: "));
        Problem("sources").Text.ShouldStartWith("b: there is no folder /none/such");
    }

    [Fact]
    public void A_secret_that_is_not_there_is_a_problem_of_its_sink()
    {
        File.WriteAllText(Path.Combine(Root, "sinks.yaml"), "sinks:\n  - {id: hook, type: webhook, url: 'https://siem.example.com', hmac_key: {env: OFFTRAIL_NONE_SUCH}}\n");
        Problem("sinks").Text.ShouldContain("OFFTRAIL_NONE_SUCH");
    }

    [Fact]
    public void Nobody_who_can_sign_in_is_a_warning_until_somebody_can()
    {
        Run().ShouldContain(f => f.Area == "users" && f.Level == FindingLevel.Warning && f.Text.StartsWith("nobody can sign in"));
        Put(Role.Viewer);
        Run().ShouldContain(f => f.Area == "users" && f.Text == "no administrator can sign in");
        Put(Role.Admin);
        Run().Single(f => f.Area == "users").Level.ShouldBe(FindingLevel.Ok);

        void Put(Role role) => _bench.Data.State.InTransaction(() =>
        {
            _bench.Data.State.Users.Put(new StoredUser("ana", role) { PasswordHash = "x", CreatedAt = 1, Stamp = 1 });
            return true;
        });
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyList<Finding> Run() => new Examination(Root, null, _clock).Run();

    private Finding Problem(string area)
    {
        var found = Run();
        found.Count(f => f.Level == FindingLevel.Problem).ShouldBe(1, string.Join('\n', found));
        return found.Single(f => f.Level == FindingLevel.Problem && f.Area == area);
    }

    private async Task FillAsync(long micros) => await _bench.Ingest(MemorySource.Object("a", SmallLake.Record("a", micros)));
}
