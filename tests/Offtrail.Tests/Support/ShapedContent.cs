using System.Text;
using System.Text.Json;

namespace Offtrail.Tests;

/// <summary>Records in a shape, as bytes, with the place of each record (or of its envelope).</summary>
internal sealed record ShapedContent(Shape Shape, byte[] Bytes, IReadOnlyList<string> Records, IReadOnlyList<(int Start, int Length)> Places)
{
    public static ShapedContent Make(Shape shape, int count, int seed, bool shuffled = true, bool wild = true)
    {
        var maker = new RecordMaker(seed, shape is Shape.Ndjson or Shape.EventBridge ? " \t" : " \t\r\n", wild);
        var records = Enumerable.Range(0, count).Select(_ => maker.Make(shuffled)).ToArray();
        var random = new Random(seed);
        var output = new MemoryStream();
        var places = new List<(int, int)>();
        Put(shape switch
        {
            Shape.Records => Pick(random, "{\"Records\":[", "{ \"Records\" : [\n", "{\"fileVersion\":\"1.0\",\"Records\":["),
            Shape.LookupEvents => Pick(random, "{\"Events\":[", "{\n    \"NextToken\": \"x\", \"Events\": [\n"),
            Shape.List => "[" + maker.Blank(),
            _ => maker.Blank(),
        });
        for (var i = 0; i < count; i++)
        {
            if (i > 0) Put(InList(shape) ? maker.Blank() + "," + maker.Blank() : "\n");
            var start = (int)output.Length;
            Put(Wrap(shape, records[i], maker, random));
            places.Add((start, (int)output.Length - start));
        }

        Put(maker.Blank() + shape switch
        {
            Shape.Records or Shape.LookupEvents => Pick(random, "]}", "]\n}\n", "],\"more\":{\"a\":[1]}}"),
            Shape.List => "]",
            _ => Pick(random, "", "\n"),
        });
        return new ShapedContent(shape, output.ToArray(), records, places);

        void Put(string text) => output.Write(Encoding.UTF8.GetBytes(text));
    }

    private static bool InList(Shape shape) => shape is Shape.Records or Shape.List or Shape.LookupEvents;

    private static string Wrap(Shape shape, string record, RecordMaker maker, Random random) => shape switch
    {
        Shape.LookupEvents => $"{{\"EventId\":{maker.Literal("id")},{maker.Blank()}\"EventName\":\"X\",\"ReadOnly\":\"true\",\"Resources\":[],\"CloudTrailEvent\":{maker.Literal(record)}}}",
        Shape.EventBridge => $"{{\"version\":\"0\",\"id\":\"i\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.ec2\",\"resources\":[],{maker.Blank()}\"detail\":{maker.Blank()}{record}{maker.Blank()}}}",
        Shape.EventOriginal => Pick(random,
            $"{{\"@timestamp\":\"2026-05-01T00:00:00Z\",\"event\":{{\"original\":{maker.Literal(record)},\"kind\":\"event\"}}}}",
            $"{{\"event.original\":{JsonSerializer.Serialize(record)}}}"),
        _ => record,
    };

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];
}
