using Offtrail.Sources;

namespace Offtrail.Tests.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Days_come_in_their_order_over_all_accounts_and_regions()
    {
        string[] files =
        [
            "AWSLogs/222/CloudTrail/eu-west-1/2026/05/02/a.json", "AWSLogs/111/CloudTrail/us-east-1/2026/05/02/a.json", "AWSLogs/111/CloudTrail/eu-west-1/2026/05/01/b.json",
            "AWSLogs/222/CloudTrail/eu-west-1/2026/04/30/a.json", "AWSLogs/111/CloudTrail/eu-west-1/2026/05/01/a.json", "other/z.json",
        ];
        foreach (var file in files) _folder.Write(file, "x");
        Names(_folder.Path).ShouldBe(["other/z.json", files[3], files[4], files[2], files[1], files[0]]);
    }

    [Fact]
    public void Hidden_files_count_and_empty_ones_do_not()
    {
        _folder.Write(".hidden/.file", "x");
        _folder.Write("empty.json", "");
        Names(_folder.Path).ShouldBe([".hidden/.file"]);
    }

    [Fact]
    public async Task A_loop_of_links_ends()
    {
        _folder.Write("a/file", "x");
        Directory.CreateSymbolicLink(_folder.Of("a", "up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.Of("a", "self"), _folder.Of("a", "self"));
        Directory.CreateSymbolicLink(_folder.Of("b"), _folder.Of("c"));
        Directory.CreateSymbolicLink(_folder.Of("c"), _folder.Of("b"));
        await Within.Seconds(20, () => Names(_folder.Path).ShouldBe(["a/file"]));
    }

    [Fact]
    public void Links_are_followed_and_each_object_comes_once()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("sub/far", "x");
        elsewhere.Write("single", "x");
        Directory.CreateSymbolicLink(_folder.Of("linked"), elsewhere.Of("sub"));
        Directory.CreateSymbolicLink(_folder.Of("again"), elsewhere.Of("sub"));
        File.CreateSymbolicLink(_folder.Of("file"), elsewhere.Of("single"));
        File.CreateSymbolicLink(_folder.Of("file2"), elsewhere.Of("single"));
        Keys(_folder.Path).ShouldBe([elsewhere.Of("single"), elsewhere.Of("sub", "far")], ignoreOrder: true);
    }

    [Fact]
    public void A_link_to_a_file_of_the_same_tree_does_not_make_it_come_twice()
    {
        _folder.Write("a/file", "x");
        File.CreateSymbolicLink(_folder.Of("latest"), _folder.Of("a", "file"));
        Names(_folder.Path).ShouldBe(["a/file"]);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_told_and_loses_nothing()
    {
        _folder.Write("a", "x");
        File.CreateSymbolicLink(_folder.Of("dead"), _folder.Of("gone"));
        var problems = new List<SourceProblem>();
        new FolderSource(_folder.Path).Objects(problems.Add).Count().ShouldBe(1);
        problems.ShouldBe([new SourceProblem(_folder.Of("dead"), "is a link that leads nowhere", IsLoss: false)]);
    }

    [Fact]
    public void A_single_file_is_an_object_with_a_version_that_changes_with_it()
    {
        var file = _folder.Write("a", "one");
        var first = new FolderSource(file).Objects(_ => { }).Single();
        (first.Key, first.Size).ShouldBe((file, 3));
        using (var content = first.Open()) content.Length.ShouldBe(3);
        new FolderSource(file).Objects(_ => { }).Single().Version.ShouldBe(first.Version);
        _folder.Write("a", "longer");
        new FolderSource(file).Objects(_ => { }).Single().Version.ShouldNotBe(first.Version);
        new FolderSource(_folder.Path).Objects(_ => { }).Single().Key.ShouldBe(file, "the same object, however it was named");
    }

    [Fact]
    public void A_folder_named_through_a_link_gives_the_same_keys()
    {
        _folder.Write("real/a", "x");
        Directory.CreateSymbolicLink(_folder.Of("link"), _folder.Of("real"));
        Keys(_folder.Of("link")).ShouldBe(Keys(_folder.Of("real")));
    }

    [Fact]
    public void Measuring_counts_objects_and_bytes()
    {
        _folder.Write("a", "12345");
        _folder.Write("b/c", "123");
        new FolderSource(_folder.Path).Measure(TestContext.Current.CancellationToken).ShouldBe((2, 8));
    }

    private static IEnumerable<string> Keys(string path) => new FolderSource(path).Objects(p => p.ShouldBeNull()).Select(o => o.Key);

    private IEnumerable<string> Names(string path) => new FolderSource(path).Objects(_ => { }).Select(o => Path.GetRelativePath(_folder.Path, o.Key).Replace('\\', '/'));

    public void Dispose() => _folder.Dispose();
}
