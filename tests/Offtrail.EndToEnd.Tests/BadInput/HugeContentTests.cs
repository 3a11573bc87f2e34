using System.Text;

namespace Offtrail.EndToEnd.Tests.BadInput;

/// <summary>Memory is bounded, whatever the input. (A gzip may have members: one of 64 MB, repeated, is a small file of any length.)</summary>
public sealed class HugeContentTests
{
    private const long MostMemory = 400_000_000;
    private const int MemberBytes = 64 << 20;

    [Fact]
    public async Task Two_gigabytes_of_blanks_pass_through()
    {
        using var work = new Workspace();
        await WriteAsync(work, "blanks.json.gz", "", (byte)' ', 32, "");
        work.Write("good.json", Sample.Record("a"));
        var run = (await work.DetectAsync(work.Trail)).ShouldStore(1).ShouldSay("2.15 GB of content");
        run.PeakBytes.ShouldBeInRange(1, MostMemory);
    }

    [Fact]
    public async Task Blanks_between_records_pass_through()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        var file = await WriteAsync(work, "t.json.gz", $"{{\"Records\":[{records[0].ToJsonString()},", (byte)'\n', 4, $"{records[1].ToJsonString()}]}}");
        var run = (await work.DetectAsync(file)).ShouldStore(2);
        run.PeakBytes.ShouldBeInRange(1, MostMemory);
    }

    [Fact]
    public async Task A_record_without_end_costs_itself_and_no_memory()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        var file = await WriteAsync(work, "t.json.gz",
            $"{{\"Records\":[{records[0].ToJsonString()},{records[1].ToJsonString()[..^1]},\"huge\":\"", (byte)'x', 8, $"\"}},{records[2].ToJsonString()}]}}");
        var run = (await work.DetectAsync(file)).ShouldStoreAndQuarantine(2, 1).ShouldSay("record 2", "longer than 16 MiB");
        run.PeakBytes.ShouldBeInRange(1, MostMemory);
    }

    [Fact]
    public async Task A_line_without_end_costs_itself_and_no_memory()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        var file = await WriteAsync(work, "t.ndjson.gz",
            $"{records[0].ToJsonString()}\n{records[1].ToJsonString()[..^1]},\"huge\":\"", (byte)'x', 4, $"\n{records[2].ToJsonString()}\n");
        var run = (await work.DetectAsync(file)).ShouldExit(1);
        run.Counts.Stored.ShouldBeGreaterThanOrEqualTo(1);
        run.PeakBytes.ShouldBeInRange(1, MostMemory);
    }

    [Fact]
    public async Task Many_broken_records_cost_no_memory()
    {
        using var work = new Workspace();
        var line = Sample.Record("bad").With("errorMessage", new string('m', 2_000)).Without("eventTime").ToJsonString() + "\n";
        var run = await work.DetectAsync(work.Write("t.ndjson.gz", Workspace.Gzip(string.Concat(Enumerable.Repeat(line, 30_000)))));
        run.ShouldStoreAndQuarantine(0, 30_000).ShouldSay("offtrail lake quarantine");
        run.Error.Split('\n').Length.ShouldBeLessThan(30);
        run.PeakBytes.ShouldBeInRange(1, MostMemory);
    }

    private static async Task<string> WriteAsync(Workspace work, string name, string before, byte filling, int members, string behind)
    {
        var member = Workspace.Gzip(Enumerable.Repeat(filling, MemberBytes).ToArray());
        var path = Path.Combine(work.Trail, name);
        await using var file = File.Create(path);
        await file.WriteAsync(Workspace.Gzip(Encoding.UTF8.GetBytes(before)), TestContext.Current.CancellationToken);
        for (var i = 0; i < members; i++) await file.WriteAsync(member, TestContext.Current.CancellationToken);
        await file.WriteAsync(Workspace.Gzip(Encoding.UTF8.GetBytes(behind)), TestContext.Current.CancellationToken);
        return path;
    }
}
