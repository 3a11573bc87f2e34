using System.Text;

namespace Offtrail.EndToEnd.Tests.BadInput;

/// <summary>Files that break off or are damaged: what stands before the damage is stored, and the file is named.</summary>
public sealed class DamagedFileTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task A_truncated_gzip_gives_what_came_before(double share)
    {
        using var work = new Workspace();
        var whole = Workspace.Gzip(Sample.File(Sample.Many(2_000)));
        var file = work.Write("t.json.gz", whole[..(int)(whole.Length * share)]);
        work.Write("good.json", Sample.Record("other file"));
        var run = (await work.DetectAsync(work.Trail)).ShouldExit(1).ShouldSay("Damaged     " + file, "the gzip data is damaged or breaks off");
        run.Counts.Stored.ShouldBeInRange((long)(2_000 * share * 0.8), 2_001);
    }

    [Fact]
    public async Task A_gzip_without_its_last_eight_bytes_is_truncated_too()
    {
        using var work = new Workspace();
        var run = await work.DetectAsync(work.Write("t.json.gz", Workspace.Gzip(Sample.File(Sample.Three()))[..^8]));
        run.ShouldExit(1).Counts.Stored.ShouldBe(3);
    }

    [Fact]
    public async Task A_gzip_with_a_wrong_byte_is_noticed()
    {
        using var work = new Workspace();
        var bytes = Workspace.Gzip(Sample.File(Sample.Many(2_000)));
        bytes[bytes.Length / 2] ^= 0x55;
        (await work.DetectAsync(work.Write("t.json.gz", bytes))).ShouldExit(1).ShouldSay("t.json.gz");
    }

    [Fact]
    public async Task A_gzip_with_a_wrong_checksum_gives_all_that_was_decoded()
    {
        using var work = new Workspace();
        var bytes = Workspace.Gzip(Sample.Lines(Sample.Many(2_000)));
        bytes[^8] ^= 1;
        var file = work.Write("t.json.gz", bytes);
        (await work.DetectAsync(file)).ShouldExit(1).ShouldSay("Damaged     " + file).Counts.ShouldBe(new Counts(2_000, 2_000, 0, 0));
    }

    [Fact]
    public async Task Zero_bytes_behind_a_gzip_are_padding_and_no_damage()
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("t.json.gz", [.. Workspace.Gzip(Sample.File(Sample.Three())), .. new byte[10_000]]))).ShouldStore(3);
    }

    [Theory]
    [InlineData("]}", "the list of records is not closed")]
    [InlineData("}", "\"}\" is missing")]
    public async Task A_Records_file_without_its_end_gives_all_of_its_records(string missing, string reason)
    {
        using var work = new Workspace();
        var file = work.Write("t.json", Sample.File(Sample.Three())[..^missing.Length]);
        (await work.DetectAsync(file)).ShouldExit(1).ShouldSay(file, reason).Counts.Stored.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_breaks_off_inside_a_record_gives_those_before()
    {
        using var work = new Workspace();
        var content = Sample.File(Sample.Many(100));
        var file = work.Write("t.json", content[..^200]);
        var run = (await work.DetectAsync(file)).ShouldExit(1).ShouldSay(file + ": record 100,", "the file breaks off inside this record");
        (run.Counts.Stored, run.Counts.Quarantined).ShouldBe((99, 1));
    }

    [Fact]
    public async Task NDJSON_that_breaks_off_gives_the_lines_before()
    {
        using var work = new Workspace();
        var content = Sample.Lines(Sample.Many(100));
        (await work.DetectAsync(work.Write("t.ndjson", content[..^200]))).ShouldStoreAndQuarantine(99, 1).ShouldSay("record 100, line 100");
    }

    [Fact]
    public async Task A_truncated_zip_is_named()
    {
        using var work = new Workspace();
        var zip = Workspace.Zip(("a.json", Encoding.UTF8.GetBytes(Sample.File(Sample.Many(100)))));
        work.Write("good.json", Sample.Record("other file"));
        var file = work.Write("t.zip", zip[..(zip.Length / 2)]);
        (await work.DetectAsync(work.Trail)).ShouldExit(1).ShouldSay("Damaged     " + file).Counts.Stored.ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_entry_of_a_zip_costs_no_other_entry()
    {
        using var work = new Workspace();
        var records = Sample.Three();
        var damaged = Workspace.Gzip(Sample.File(records[1]));
        var zip = Workspace.Zip(
            ("a.json", Encoding.UTF8.GetBytes(Sample.File(records[0]))), ("b.json.gz", damaged[..^30]), ("c.json", Encoding.UTF8.GetBytes(Sample.File(records[2]))));
        var run = (await work.DetectAsync(work.Write("t.zip", zip))).ShouldExit(1).ShouldSay("t.zip!b.json.gz");
        run.Counts.Stored.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Text_around_records_is_named_and_they_are_stored()
    {
        using var work = new Workspace();
        var file = work.Write("t.log", "fetching…\n" + Sample.Lines(Sample.Three()) + "done\n");
        (await work.DetectAsync(file)).ShouldStoreAndQuarantine(3, 2).ShouldSay(file + ": record 1, line 1, byte 0");
    }

    [Fact]
    public async Task What_was_mended_is_read_again_and_leaves_the_quarantine()
    {
        using var work = new Workspace();
        var file = work.Write("t.json", Sample.Record("a"), Sample.Record("b").Without("eventTime"));
        (await work.DetectAsync(file)).ShouldStoreAndQuarantine(1, 1);
        work.Write("t.json", Sample.Record("a"), Sample.Record("b"));
        (await work.DetectAsync(file)).ShouldExit(0).Counts.ShouldBe(new Counts(2, 1, 1, 0));
        (await work.QuarantineAsync()).ShouldBeEmpty();
    }
}
