using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Offtrail.Events;

namespace Offtrail.Bench;

/// <summary>
/// Mutated records through all that reads foreign bytes: parser, identity, ECS document, client, address. Seeded: the same
/// number gives the same inputs. Ends with 1 at the first input that throws, takes more than two seconds or leaves more than
/// 512 MB behind, and writes it to a file.
/// </summary>
internal sealed class FuzzBench : IRecordHandler
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\ud800", "null", "true", "1e999", "-0", "{\"Records\":[", "]}", "\"eventID\":\"x\"", "\"eventTime\":\"2026-05-01T00:00:00Z\"",
        "\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/a/i-0123456789abcdef0\"", "\"principalId\":\"AROA:", "\"sessionContext\":{\"sessionIssuer\":{", "\"detail\":{", "\"event.original\":\"",
        "\n", "\r\n", "\0", "\u0001", "\uFEFF", "é", "😀", "::ffff:1.2.3.4", "aws-cli/2 kali", "(((((", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "\"resources\":[{\"ARN\":\"a\"}", "arn:aws:iam::1:role/aws-service-role/",
    ];

    private readonly RecordReader _reader = new();
    private readonly EcsDocumentWriter _ecs = new();
    private readonly System.Buffers.ArrayBufferWriter<byte> _document = new();
    private long _events, _rejected, _setAside;

    public static int Run(string folder, long inputs, int seed)
    {
        var fuzz = new FuzzBench();
        var samples = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length is > 10 and < 20_000).Select(File.ReadAllBytes).Take(2000).ToArray();
        if (samples.Length == 0) throw new InvalidOperationException($"no samples in {folder}");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        for (long i = 0; i < inputs; i++)
        {
            var input = Mutate(samples[random.Next(samples.Length)], samples[random.Next(samples.Length)], random);
            var began = watch.ElapsedMilliseconds;
            try
            {
                fuzz.Feed(input);
            }
            catch (Exception e)
            {
                return Fail(input, i, e.ToString());
            }

            if (watch.ElapsedMilliseconds - began > 2000) return Fail(input, i, "took more than two seconds");
            if (i % 100_000 == 0 && GC.GetTotalMemory(forceFullCollection: true) > 512 << 20) return Fail(input, i, "more than 512 MB are left behind");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} inputs of seed {seed} in {watch.Elapsed.TotalSeconds:0} s: {fuzz._events:N0} events, {fuzz._rejected:N0} rejected, {fuzz._setAside:N0} set aside; nothing thrown, none slow"));
        return 0;
    }

    public void OnEvent(EventView view)
    {
        _events++;
        ClientParser.Parse(view[EventColumn.UserAgent]);
        Enricher.Plain.Source(view[EventColumn.SourceAddress]);
        _document.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_document)) _ecs.Write(view.Record, [], json);
        using var parsed = JsonDocument.Parse(_document.WrittenMemory, new JsonDocumentOptions { MaxDepth = 300 });
    }

    public void OnRejected(Rejection rejection) => _rejected++;

    public void OnSetAside(SetAsideKind kind) => _setAside++;

    private void Feed(byte[] input)
    {
        _reader.Read(new MemoryStream(input), this, CancellationToken.None);
        var text = input.AsSpan(0, Math.Min(input.Length, EventColumns.MaxBytes));
        ClientParser.Parse(text);
        Enricher.Plain.Source(text);
        _document.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_document);
        _ecs.Write(input, [], json);
    }

    private static byte[] Mutate(byte[] one, byte[] other, Random random)
    {
        var bytes = new List<byte>(one);
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.AddRange(other.AsSpan(random.Next(other.Length)).ToArray());
                    break;
                case 5:
                    var piece = Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]);
                    for (var n = random.Next(1, 300); n > 0; n--) bytes.InsertRange(Math.Min(at, bytes.Count), piece);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Fail(byte[] input, long number, string what)
    {
        var file = Path.Combine(Path.GetTempPath(), "offtrail-fuzz-input");
        File.WriteAllBytes(file, input);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"input {number:N0} ({file}): {what}"));
        return 1;
    }
}
