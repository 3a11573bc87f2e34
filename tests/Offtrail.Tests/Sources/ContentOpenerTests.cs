using System.IO.Compression;
using System.Text;
using Offtrail.Sources;

namespace Offtrail.Tests.Sources;

/// <summary>What a file is stands in its first bytes, not in its name.</summary>
public sealed class ContentOpenerTests
{
    private const string Text = "{\"Records\":[]} é 漢 😀 and so on, long enough to be read in more than one piece";

    [Fact]
    public void Plain_text_is_read_as_it_is() => Read(Encoding.UTF8.GetBytes(Text)).ShouldBe([("", Text)]);

    [Fact]
    public void Gzip_is_decompressed() => Read(GzipContentTests.Compress(Encoding.UTF8.GetBytes(Text))).ShouldBe([("", Text)]);

    [Fact]
    public void Every_file_of_a_zip_is_read_plain_or_gzip()
    {
        var zip = Zip(("a.json", Encoding.UTF8.GetBytes(Text)), ("b/c.json.gz", GzipContentTests.Compress(Encoding.UTF8.GetBytes("two"))), ("empty", []), ("d/", []));
        Read(zip).ShouldBe([("a.json", Text), ("b/c.json.gz", "two")]);
        Read(zip, seekable: false).ShouldBe([("a.json", Text), ("b/c.json.gz", "two")], "from a pipe");
    }

    [Fact]
    public void Utf16_with_its_mark_is_read_as_utf8()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
            Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]).Single().Text.TrimStart('\uFEFF').ShouldBe(Text);
    }

    [Theory]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0 }, "zstd")]
    [InlineData(new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9' }, "bzip2")]
    [InlineData(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0 }, "xz")]
    [InlineData(new byte[] { (byte)'P', (byte)'A', (byte)'R', (byte)'1' }, "Parquet")]
    public void Another_compression_is_refused_by_its_name(byte[] head, string name) =>
        Should.Throw<InvalidDataException>(() => Read(head)).Message.ShouldContain($"is compressed as {name}");

    [Fact]
    public void A_damaged_zip_is_refused_and_not_taken_for_an_empty_one()
    {
        var zip = Zip(("a.json", Encoding.UTF8.GetBytes(Text)));
        Should.Throw<InvalidDataException>(() => Read(zip[..(zip.Length / 2)]));
    }

    [Fact]
    public void One_opener_opens_object_after_object()
    {
        using var opener = new ContentOpener();
        foreach (var bytes in new[] { GzipContentTests.Compress("one"u8.ToArray()), "two"u8.ToArray(), [], Zip(("a", "three"u8.ToArray())), GzipContentTests.Compress("four"u8.ToArray()) })
            Read(bytes, opener).Count.ShouldBeInRange(0, 1);
        Read(GzipContentTests.Compress("five"u8.ToArray()), opener).ShouldBe([("", "five")]);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }

    private static List<(string Name, string Text)> Read(byte[] bytes, bool seekable = true)
    {
        using var opener = new ContentOpener();
        return seekable ? Read(bytes, opener) : Read(new ChunkedStream(bytes, 1, 7), opener);
    }

    private static List<(string Name, string Text)> Read(byte[] bytes, ContentOpener opener) => Read(new MemoryStream(bytes), opener);

    private static List<(string Name, string Text)> Read(Stream raw, ContentOpener opener)
    {
        var read = new List<(string, string)>();
        opener.ForEach(raw, (name, content) =>
        {
            var all = new MemoryStream();
            content.CopyTo(all);
            read.Add((name, Encoding.UTF8.GetString(all.ToArray())));
        });
        return read;
    }
}
