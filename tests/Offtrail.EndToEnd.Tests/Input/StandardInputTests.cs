using System.Text;

namespace Offtrail.EndToEnd.Tests.Input;

public sealed class StandardInputTests
{
    [Theory]
    [InlineData("a Records file")]
    [InlineData("NDJSON")]
    [InlineData("lookup-events with NextToken first")]
    public async Task Is_read_as_a_file_would_be(string shape)
    {
        using var work = new Workspace();
        (await work.DetectInputAsync(Shapes.Bytes(shape, Sample.Three()).Single())).ShouldStore(3);
    }

    [Fact]
    public async Task May_be_gzipped()
    {
        using var work = new Workspace();
        (await work.DetectInputAsync(Workspace.Gzip(Sample.File(Sample.Three())))).ShouldStore(3);
    }

    [Fact]
    public async Task Is_read_again_by_every_run_and_gives_each_event_once()
    {
        using var work = new Workspace();
        var input = Encoding.UTF8.GetBytes(Sample.File(Sample.Three()));
        (await work.DetectInputAsync(input)).ShouldStore(3);
        (await work.DetectInputAsync(input)).ShouldExit(0).Counts.ShouldBe(new Counts(3, 0, 3, 0));
    }

    [Fact]
    public async Task Goes_together_with_files()
    {
        using var work = new Workspace();
        var file = work.Write("a.json", Sample.Record("in the file"));
        (await work.DetectInputAsync(Encoding.UTF8.GetBytes(Sample.Lines(Sample.Record("in the input"))), file)).ShouldStore(2);
    }

    [Fact]
    public async Task May_be_empty()
    {
        using var work = new Workspace();
        (await work.DetectInputAsync([])).ShouldStore(0);
    }

    [Fact]
    public async Task What_is_broken_in_it_is_named_by_its_dash()
    {
        using var work = new Workspace();
        var run = await work.DetectInputAsync(Encoding.UTF8.GetBytes(Sample.Lines(Sample.Record("a"), Sample.Record("b").Without("eventTime"))));
        run.ShouldStoreAndQuarantine(1, 1).ShouldSay("-: record 2, line 2", "eventTime is missing");
    }
}
