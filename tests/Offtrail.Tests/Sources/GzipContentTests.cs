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

    /// <summary>The decompressor throws away what the call decoded that comes upon the damage.</summary>
    [Theory]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(4096)]
    [InlineData(1 << 18)]
    public void Of_a_wrong_checksum_all_is_given_that_was_decoded(int buffer)
    {
        var gzip = Compress(s_text);
        gzip[^8] ^= 1;
        ReadToFault(new MemoryStream(gzip), buffer, out var fault).ShouldBe(s_text);
        fault.ShouldBe(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the gzip data is damaged or breaks off after {s_text.Length:N0} bytes of content"));
    }

    [Fact]
    public Task Of_a_flipped_bit_all_is_given_that_a_decoder_of_single_bytes_gives() => Within.Seconds(60, () =>
    {
        var whole = Compress(s_text);
        for (var at = 12; at < whole.Length; at += 7)
        {
            var gzip = whole.ToArray();
            gzip[at] ^= (byte)(1 << at % 8);
            var expected = PlainDecoder(gzip);
            var read = ReadToFault(new MemoryStream(gzip), at % 2 == 0 ? 1 << 18 : 5000, out _);
            read.AsSpan().CommonPrefixLength(expected).ShouldBe(expected.Length, $"bit of byte {at}: something was lost");
            read.Length.ShouldBeInRange(expected.Length, expected.Length + 1, $"bit of byte {at}: something was invented; the plain decoder loses a byte that is decoded in the call that fails");
            ReadToFault(new ChunkedStream(gzip, at, 500), 1 << 18, out _).Length.ShouldBeGreaterThan(expected.Length - 4097, $"bit of byte {at}, from a pipe");
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(300_000)]
    public void Zero_bytes_behind_a_member_are_padding(int zeros)
    {
        byte[] empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. new byte[zeros]];
        Read(new MemoryStream(empty), 4096).ShouldBeEmpty();
        foreach (var content in new[] { new byte[70_000], s_text, [1], [.. Enumerable.Range(0, 256).Select(b => (byte)b)] })
        {
            byte[] padded = [.. Compress(content), .. new byte[zeros]];
            Read(new MemoryStream(padded), 4096).ShouldBe(content);
            Read(new ChunkedStream(padded, 1, 700), 4096).ShouldBe(content);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0x")]
    [InlineData("x\0\0\0\0")]
    [InlineData("\0\0\u001f\0")]
    public void Other_bytes_behind_a_member_are_damage_and_cost_nothing_of_it(string behind)
    {
        ReadToFault(new MemoryStream([.. Compress(s_text), .. System.Text.Encoding.Latin1.GetBytes(behind)]), 4096, out _).ShouldBe(s_text);
        ReadToFault(new MemoryStream([.. Compress(s_text), .. new byte[200_000], .. System.Text.Encoding.Latin1.GetBytes(behind), .. new byte[200_000]]), 4096, out _).ShouldBe(s_text);
    }

    [Fact]
    public void A_member_that_breaks_off_is_damaged_whatever_zeros_are_behind_it()
    {
        var gzip = Compress(s_text);
        for (var missing = 1; missing < 40; missing++)
        {
            if (gzip[^missing..].All(b => b == 0)) continue; // then what is missing is what follows
            ReadToFault(new MemoryStream([.. gzip[..^missing], .. new byte[1000]]), 4096, out _);
        }
    }

    private static readonly byte[] s_text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 900).Select(i =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"eventID\":\"{i * 7919:x8}-{i * 104_729 % 65_536:x4}\",\"eventName\":\"GetObject\"}},"))));

    /// <summary>What .NET's stream gives byte by byte, to the call that fails.</summary>
    private static byte[] PlainDecoder(byte[] compressed)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var read = new List<byte>();
        try
        {
            for (int b; (b = gzip.ReadByte()) >= 0;) read.Add((byte)b);
        }
        catch (InvalidDataException)
        {
            // to here
        }

        return [.. read];
    }

    private static byte[] ReadToFault(Stream compressed, int buffer, out string message)
    {
        var opened = Open(compressed);
        var read = new MemoryStream();
        var chunk = new byte[buffer];
        message = Should.Throw<InvalidDataException>(() =>
        {
            for (int n; (n = opened.Read(chunk)) > 0;) read.Write(chunk, 0, n);
        }).Message;
        return read.ToArray();
    }

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
        return new GzipContent(ahead, compressed.CanSeek ? () => { compressed.Seek(0, SeekOrigin.Begin); return compressed; } : null);
    }
}
