using System.IO.Compression;
using CsCheck;
using Offtrail.Sources;

namespace Offtrail.Tests.Sources;

/// <summary>Damage of a gzip is noticed; .NET's own stream takes a truncated one for complete.</summary>
public sealed class GzipContentTests
{
    private static readonly Gen<byte[][]> s_members = Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[0, 200]).Select((repeat, bytes) =>
        Enumerable.Repeat(bytes, 1 << repeat).SelectMany(b => b).ToArray()).Array[1, 3];

    [Fact]
    public Task A_complete_one_of_one_or_more_members_is_read_whole_whatever_the_chunks() => Within.Seconds(60, () =>
        Gen.Select(s_members, Gen.Int, Gen.Int[1, 500], Gen.Int[35, 3000]).Sample((members, seed, chunk, buffer) =>
            Read(new ChunkedStream(Compress(members), seed, chunk), buffer).ShouldBe(members.SelectMany(m => m)), iter: 500, threads: 1));

    [Fact]
    public Task Every_point_of_truncation_is_noticed() => Within.Seconds(60, () =>
        s_members.Sample(members =>
        {
            var gzip = Compress(members);
            var ends = new HashSet<int>();
            for (int m = 1, at = 0; m <= members.Length; m++) ends.Add(at += Compress(members[m - 1]).Length);
            for (var length = 1; length < gzip.Length; length++)
            {
                if (ends.Contains(length)) continue; // a whole number of members is a complete gzip
                var cut = gzip[..length];
                Should.Throw<InvalidDataException>(() => Read(new MemoryStream(cut), 4096), $"cut at {length} of {gzip.Length}").Message.ShouldStartWith("the gzip data is damaged or breaks off after ");
            }
        }, iter: 10, threads: 1));

    [Fact]
    public Task Every_flipped_byte_is_noticed_or_does_not_matter() => Within.Seconds(60, () =>
        Gen.Select(s_members, Gen.Int[1, 255]).Sample((members, flip) =>
        {
            var (gzip, whole) = (Compress(members), members.SelectMany(m => m).ToArray());
            for (var at = 0; at < gzip.Length; at++)
            {
                var broken = gzip.ToArray();
                broken[at] ^= (byte)flip;
                byte[]? read = null;
                try
                {
                    read = Read(new MemoryStream(broken), 4096);
                }
                catch (InvalidDataException)
                {
                    // noticed
                }

                if (read is not null) read.ShouldBe(whole, $"byte {at} of {gzip.Length} flipped by {flip}");
            }
        }, iter: 10, threads: 1));

    [Fact]
    public void A_reader_with_little_room_left_is_served_as_well() =>
        Read(new MemoryStream(Compress([[.. Enumerable.Range(0, 300).Select(i => (byte)i)]])), 10).Length.ShouldBe(300);

    [Fact]
    public void What_was_read_before_the_break_is_given_and_counted()
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        var cut = Compress([content])[..50_000];
        var read = new MemoryStream();
        var opened = Open(new MemoryStream(cut));
        var buffer = new byte[4096];
        var fault = Should.Throw<InvalidDataException>(() =>
        {
            for (int n; (n = opened.Read(buffer)) > 0;) read.Write(buffer, 0, n);
        });
        read.Length.ShouldBeGreaterThan(40_000);
        read.ToArray().ShouldBe(content[..(int)read.Length]);
        fault.Message.ShouldBe(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the gzip data is damaged or breaks off after {read.Length:N0} bytes of content"));
    }

    /// <summary>Text that repeats itself is full of back-references: appended bytes, read as such, would give plausible text.</summary>
    [Fact]
    public Task Cut_anywhere_it_gives_what_stood_before_the_cut_and_never_a_byte_that_did_not() => Within.Seconds(60, () =>
    {
        var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"eventID\":\"{i * 7919:x8}-0000\",\"eventName\":\"GetObject\",\"errorCode\":\"AccessDenied\"}},"))));
        var gzip = Compress([text]);
        for (var length = 20; length < gzip.Length; length++)
        {
            var read = new MemoryStream();
            var opened = Open(new MemoryStream(gzip[..length]));
            var buffer = new byte[length % 2 == 0 ? 4096 : 300];
            Should.Throw<InvalidDataException>(() =>
            {
                for (int n; (n = opened.Read(buffer)) > 0;) read.Write(buffer, 0, n);
            });
            read.ToArray().AsSpan().SequenceEqual(text.AsSpan(0, (int)read.Length)).ShouldBeTrue($"cut at {length} of {gzip.Length}: something was invented");
        }
    });

    internal static byte[] Compress(params byte[][] members)
    {
        var output = new MemoryStream();
        foreach (var member in members)
        {
            using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(member);
            if (member.Length == 0) gzip.Flush();
        }

        return output.ToArray();
    }

    private static byte[] Read(Stream compressed, int buffer)
    {
        var opened = Open(compressed);
        var read = new MemoryStream();
        var chunk = new byte[buffer];
        for (int n; (n = opened.Read(chunk)) > 0;) read.Write(chunk, 0, n);
        return read.ToArray();
    }

    private static GzipContent Open(Stream compressed)
    {
        var ahead = new ReadAhead();
        ahead.Begin(compressed);
        return new GzipContent(ahead);
    }
}
