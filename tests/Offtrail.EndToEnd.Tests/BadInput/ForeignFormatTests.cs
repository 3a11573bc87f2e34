namespace Offtrail.EndToEnd.Tests.BadInput;

/// <summary>Formats that Offtrail does not read, or reads on purpose.</summary>
public sealed class ForeignFormatTests
{
    [Theory]
    [InlineData("zstd", new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x01, 0x02, 0x03, 0x04 })]
    [InlineData("bzip2", new byte[] { 0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59 })]
    [InlineData("xz", new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04 })]
    [InlineData("7z", new byte[] { 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0x00, 0x04 })]
    [InlineData("Parquet", new byte[] { 0x50, 0x41, 0x52, 0x31, 0x15, 0x00, 0x15, 0x00 })]
    public async Task Is_refused_with_its_name_and_what_would_be_right(string format, byte[] beginning)
    {
        using var work = new Workspace();
        var file = work.Write("trail.json", beginning);
        work.Write("good.json", Sample.Record("a"));
        var run = (await work.DetectAsync(work.Trail)).ShouldExit(1);
        run.ShouldSay($"Damaged     {file}: is compressed as {format}", "right would be").Counts.ShouldBe(new Counts(1, 1, 0, 0));
    }

    [Fact]
    public async Task Such_a_file_inside_a_zip_is_refused_with_its_name_in_the_zip()
    {
        using var work = new Workspace();
        var zip = Workspace.Zip(("a.zst", [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x01]), ("b.json", System.Text.Encoding.UTF8.GetBytes(Sample.File(Sample.Record("b")))));
        (await work.DetectAsync(work.Write("t.zip", zip))).ShouldExit(1).ShouldSay("t.zip!a.zst", "zstd").Counts.Stored.ShouldBe(1);
    }

    [Theory]
    [InlineData("a zip in a zip")]
    [InlineData("a gzip in a gzip")]
    public async Task Trails_packed_twice_are_read_or_named_but_never_passed_over(string way)
    {
        using var work = new Workspace();
        var inner = System.Text.Encoding.UTF8.GetBytes(Sample.File(Sample.Three()));
        var twice = way == "a zip in a zip" ? Workspace.Zip(("in.zip", Workspace.Zip(("a.json", inner)))) : Workspace.Gzip(Workspace.Gzip(inner));
        var run = await work.DetectAsync(work.Write("twice", twice));
        (run.Counts.Stored == 3 || run.ExitCode == 1).ShouldBeTrue($"nothing was read and nothing was said:\n{run.Error}");
    }

    [Fact]
    public async Task Observability_documents_of_OpenSearch_are_read()
    {
        using var work = new Workspace();
        var folder = Repository.Shared("datasets", "opensearch-project-opensearch-catalog", "integrations", "observability", "aws_cloudtrail", "data");
        var run = await work.DetectAsync(Path.Combine(folder, "samples.json"));
        run.ShouldExit(0).Counts.Stored.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_sample_of_OpenSearch_that_is_not_plain_JSON_gives_its_records_and_names_the_rest()
    {
        using var work = new Workspace();
        var folder = Repository.Shared("datasets", "opensearch-project-opensearch-catalog", "integrations", "observability", "aws_cloudtrail", "data");
        var file = Path.Combine(folder, "samples-large.json");
        var ids = System.Text.RegularExpressions.Regex.Count(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "\"eventID\"");
        var run = (await work.DetectAsync(file)).ShouldExit(1).ShouldSay("Quarantined ", "/samples-large.json: record ", "line ");
        run.Counts.Stored.ShouldBe(ids - 1); // one element lacks its two closing braces: it is broken and goes to the quarantine
    }
}
