using Microsoft.Extensions.Time.Testing;
using Offtrail.Sources;

namespace Offtrail.Tests.Sources;

public sealed class WatchedFolderTests
{
    private const int Files = 20_000;

    private static readonly DateTimeOffset s_old = new(2026, 5, 19, 8, 0, 0, TimeSpan.Zero);

    private readonly WatchedFolder _watched = new();
    private readonly FakeTimeProvider _clock = new(s_old.AddDays(1));

    [Fact]
    public void Many_files_are_taken_back_in_one_pass_over_what_is_remembered()
    {
        var again = Look().Where((_, i) => i % 2 == 0).ToArray();
        Look().ShouldBeEmpty();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _watched.GiveAgain(again.Select(f => f.Hash).ToHashSet());
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100L * Files, "taken back one by one, what is remembered would be copied ten thousand times");
        Look().Select(f => f.Object.Key).ShouldBe(again.Select(f => f.Object.Key));
        Look().ShouldBeEmpty();
    }

    private List<GivenFile> Look() => [.. _watched.New(isLeftOut =>
        [.. Enumerable.Range(0, Files).Select(i => $"{i:00000}.json").Where(n => !isLeftOut(n, 7, s_old)).Select(n => new FolderFile("/trail/" + n, 7, s_old))], s_old.UtcDateTime, TimeSpan.FromSeconds(2), _clock)];
}
