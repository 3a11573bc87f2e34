using System.Text;

namespace Offtrail.EndToEnd.Tests.Input;

public sealed class EncodingTests
{
    private static readonly Dictionary<string, Encoding> s_encodings = new(StringComparer.Ordinal)
    {
        ["UTF-8 with BOM"] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        ["UTF-16 LE with BOM"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        ["UTF-16 BE with BOM"] = new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    };

    public static TheoryData<string> Names => [.. s_encodings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_told_by_the_mark_at_the_beginning(string encoding)
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("trail.json", Encode(encoding)))).ShouldStore(3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_told_by_the_mark_inside_a_zip(string encoding)
    {
        using var work = new Workspace();
        (await work.DetectAsync(work.Write("trail.zip", Workspace.Zip(("a", Encode(encoding)))))).ShouldStore(3);
    }

    [Fact]
    public async Task Text_beyond_ASCII_comes_out_as_it_went_in()
    {
        using var work = new Workspace();
        var record = Sample.Record("e", "AccessDenied").With("userAgent", "Zürich-客户端/1.0 🚲");
        var run = await work.DetectAsync(work.Write("t", Sample.File(record)), "--include-learning", "--threshold", "0", "--format", "ndjson");
        run.Documents.Single().GetProperty("user_agent").GetProperty("original").GetString().ShouldBe("Zürich-客户端/1.0 🚲");
    }

    private static byte[] Encode(string name) => [.. s_encodings[name].GetPreamble(), .. s_encodings[name].GetBytes(Sample.File(Sample.Three()))];
}
