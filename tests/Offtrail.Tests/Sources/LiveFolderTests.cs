using Microsoft.Extensions.Time.Testing;
using Offtrail.Sources;

namespace Offtrail.Tests.Sources;

public sealed class LiveFolderTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(s_now);
    private readonly LiveFolder _live;
    private readonly List<SourceProblem> _problems = [];

    public LiveFolderTests() => _live = new LiveFolder("trail", _folder.Path, new LiveFolderOptions { LeftOut = _folder.Of("data") }, _clock);

    [Fact]
    public async Task What_is_old_comes_at_the_first_look_in_the_order_of_days()
    {
        Old("AWSLogs/222/CloudTrail/eu-west-1/2026/05/02/a.json");
        Old("AWSLogs/111/CloudTrail/eu-west-1/2026/05/01/b.json");
        Old("data/state.db");
        (await NextAsync()).ShouldBe(["AWSLogs/111/CloudTrail/eu-west-1/2026/05/01/b.json", "AWSLogs/222/CloudTrail/eu-west-1/2026/05/02/a.json"]);
        (await NextAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_under_way_is_left_until_it_has_stayed_as_it_is()
    {
        Write("a.json", "ha", s_now);
        (await NextAsync()).ShouldBeEmpty();
        Write("a.json", "half", s_now.AddSeconds(2));
        (await NextAsync()).ShouldBeEmpty("it has grown");
        Write("a.json", "half whole", s_now.AddSeconds(4));
        (await NextAsync()).ShouldBeEmpty("it has grown again");
        (await NextAsync()).ShouldBe(["a.json"]);
        (await NextAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_whose_time_is_ahead_of_the_clock_comes_when_it_stays_as_it_is()
    {
        Write("a.json", "x", s_now.AddHours(3));
        (await NextAsync()).ShouldBeEmpty();
        (await NextAsync()).ShouldBe(["a.json"]);
    }

    [Fact]
    public async Task A_temporary_name_that_never_was_complete_comes_only_under_its_own()
    {
        Write("a.json.gz.AbCd1234", "half", s_now);
        (await NextAsync()).ShouldBeEmpty();
        File.Delete(_folder.Of("a.json.gz.AbCd1234"));
        Old("a.json.gz");
        (await NextAsync()).ShouldBe(["a.json.gz"]);
    }

    [Fact]
    public async Task A_file_that_changes_later_comes_again()
    {
        Write("a.json", "x", s_now.AddMinutes(-5));
        (await NextAsync()).ShouldBe(["a.json"]);
        Write("a.json", "longer", s_now.AddSeconds(4));
        (await NextAsync()).ShouldBeEmpty();
        (await NextAsync()).ShouldBe(["a.json"]);
    }

    [Fact]
    public async Task What_is_written_into_an_old_file_of_a_quiet_folder_is_seen_within_a_quarter_of_an_hour()
    {
        Old("sub/a.json");
        Quiet("sub");
        (await NextAsync()).ShouldBe(["sub/a.json"]);
        Write("sub/a.json", "longer", s_now.AddSeconds(2)); // the folder's own time stays
        Quiet("sub");
        (await NextAsync()).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(15));
        (await NextAsync()).ShouldBe(["sub/a.json"]);
    }

    [Fact]
    public async Task A_new_folder_below_a_quiet_one_is_seen_at_once()
    {
        Old("2026/05/19/a.json");
        foreach (var folder in (string[])["2026/05/19", "2026/05", "2026"]) Quiet(folder);
        (await NextAsync()).ShouldBe(["2026/05/19/a.json"]);
        Old("2026/05/20/b.json");
        (await NextAsync()).ShouldBe(["2026/05/20/b.json"]);
    }

    [Fact]
    public async Task What_could_not_be_read_comes_again_after_a_minute_and_the_rest_does_not()
    {
        Old("a.json");
        Old("b.json");
        var arrival = await _live.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
        await arrival.SettleAsync(o => o.Key.EndsWith("a.json", StringComparison.Ordinal), _ => Assert.Fail("nothing is given up"), TestContext.Current.CancellationToken);
        (await NextAsync()).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await NextAsync()).ShouldBe(["b.json"]);
    }

    [Fact]
    public async Task Many_files_come_in_parts_and_each_once()
    {
        for (var i = 0; i < 2500; i++) Old($"{i % 3}/{i}.json");
        var parts = new[] { await NextAsync(), await NextAsync(), await NextAsync(), await NextAsync() };
        parts.Select(p => p.Length).ShouldBe([1000, 1000, 500, 0]);
        parts.SelectMany(p => p).Distinct().Count().ShouldBe(2500);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_at_every_look_and_looked_for()
    {
        await using var live = new LiveFolder("trail", _folder.Of("later"), new LiveFolderOptions(), _clock);
        for (var i = 0; i < 3; i++) (await NextAsync(live)).ShouldBeEmpty();
        _problems.ShouldBe(Enumerable.Repeat(new SourceProblem(_folder.Of("later"), "is not there; it is looked for again and again", IsLoss: true), 3));
        Old("later/a.json");
        (await NextAsync(live)).Length.ShouldBe(1);
        Directory.Delete(_folder.Of("later"), recursive: true);
        (await NextAsync(live)).ShouldBeEmpty();
        _problems.Count.ShouldBe(4, "not when all was well");
    }

    [Fact]
    public async Task What_is_wrong_is_told_also_when_a_call_ends_before_the_next_look()
    {
        await using var live = new LiveFolder("trail", _folder.Path, new LiveFolderOptions { Poll = TimeSpan.FromMinutes(2) }, _clock);
        File.CreateSymbolicLink(_folder.Of("link"), _folder.Of("nowhere"));
        Quiet(".");
        for (var i = 0; i < 6; i++) (await NextAsync(live)).ShouldBeEmpty(); // two looks and the waits of half a minute between them
        _problems.ShouldBe(Enumerable.Repeat(new SourceProblem(_folder.Of("link"), "is a link that leads nowhere", IsLoss: false), 6));
    }

    [Fact]
    public async Task A_look_that_was_cancelled_begins_anew()
    {
        Old("a.json");
        await Should.ThrowAsync<OperationCanceledException>(_live.NextAsync(_problems.Add, new CancellationToken(canceled: true)));
        (await NextAsync()).ShouldBe(["a.json"]);
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_cancelled()
    {
        (await NextAsync()).ShouldBeEmpty();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var next = _live.NextAsync(_problems.Add, stop.Token);
        next.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
    }

    /// <summary>The next look's files; the clock goes on until there is one.</summary>
    private Task<string[]> NextAsync() => NextAsync(_live);

    private async Task<string[]> NextAsync(LiveFolder live)
    {
        var next = live.NextAsync(_problems.Add, TestContext.Current.CancellationToken);
        while (!next.IsCompleted) _clock.Advance(TimeSpan.FromSeconds(1));
        return [.. (await next).Objects.Select(o => Path.GetRelativePath(_folder.Path, o.Key).Replace('\\', '/'))];
    }

    private void Old(string name) => Write(name, "x", s_now.AddDays(-1));

    private void Write(string name, string content, DateTimeOffset changed) => File.SetLastWriteTimeUtc(_folder.Write(name, content), changed.UtcDateTime);

    private void Quiet(string folder) => Directory.SetLastWriteTimeUtc(_folder.Of(folder), s_now.AddDays(-1).UtcDateTime);

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        _folder.Dispose();
    }
}
