using System.Text;

namespace Offtrail.EndToEnd.Tests.Input;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("trail.json.gz")]
    [InlineData("trail.json")]
    [InlineData("trail.zip")]
    [InlineData("trail")]
    public async Task A_gzip_is_read_whatever_its_name(string name)
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write(name, Workspace.Gzip(Sample.File(Sample.Three()))))).ShouldStore(3);
    }

    [Fact]
    public async Task Plain_JSON_under_the_name_of_a_gzip_is_read()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("trail.json.gz", Sample.Three()))).ShouldStore(3);
    }

    [Fact]
    public async Task A_gzip_of_several_members_is_read_to_the_last()
    {
        using var work = new Workspace();
        byte[] members = [.. Sample.Three().SelectMany(r => Workspace.Gzip(Sample.Lines(r)))];
        (await work.DetectAsync(work.Write("a.ndjson.gz", members))).ShouldStore(3);
    }

    [Fact]
    public async Task A_zip_is_read_with_all_its_entries_one_of_them_a_gzip()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        var zip = Workspace.Zip(
            ("a.json", Encoding.UTF8.GetBytes(Sample.File(records[0]))),
            ("deep/down/b.json.gz", Workspace.Gzip(Sample.File(records[1]))),
            ("empty.json", []),
            ("c", Encoding.UTF8.GetBytes(Sample.Lines(records[2]))));
        (await work.DetectAsync(work.Write("trail.zip", zip))).ShouldStore(3);
    }

    [Fact]
    public async Task A_zip_comes_through_standard_input()
    {
        using var work = new Workspace();
        var zip = Workspace.Zip(("a.json", Encoding.UTF8.GetBytes(Sample.File(Sample.Three()))));
        (await work.DetectInputAsync(zip)).ShouldStore(3);
        Directory.GetFiles(work.Temp).ShouldBeEmpty("what was spooled must be gone");
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public async Task A_long_record_in_a_gzip_is_read_like_any_other(int length)
    {
        using var work = new Workspace();
        var records = Sample.Three();
        records[1].With("requestParameters", new string('x', length));
        (await work.DetectAsync(work.Write("long.json.gz", Workspace.Gzip(Sample.File(records))))).ShouldStore(3);
    }

    [Fact]
    public async Task A_gzip_much_longer_than_any_buffer_is_read_to_its_end()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("many.json.gz", Workspace.Gzip(Sample.File(Sample.Many(5_000)))))).ShouldStore(5_000);
    }
}
