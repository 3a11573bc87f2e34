using System.Text;
using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Tests;

/// <summary>A lake in a folder of its own, filled from records.</summary>
internal sealed class SmallLake : IDisposable
{
    private readonly TempFolder _folder;
    private readonly Enricher _enricher;
    private int _names;

    /// <param name="name">Name of the lake's folder, to try out odd ones.</param>
    /// <param name="enricher">Places and networks of addresses; none by default.</param>
    public SmallLake(string name = "lake", Enricher? enricher = null)
    {
        _enricher = enricher ?? Enricher.Plain;
        _folder = new TempFolder();
        Folder = new LakeFolder(_folder.Of(name));
        Reader = new LakeReader(Folder, new LakeReaderOptions { TempFolder = _folder.Of(name + " tmp"), Threads = 1 });
    }

    public LakeFolder Folder { get; }

    public LakeReader Reader { get; }

    public List<Segment> Segments { get; } = [];

    public List<SeenEvent> Events { get; } = [];

    /// <summary>Adds the records as one batch.</summary>
    public void Add(params IEnumerable<string> records)
    {
        var batch = new EventBatch(_enricher);
        foreach (var record in records)
        {
            var parser = new RecordParser();
            var bytes = Encoding.UTF8.GetBytes(record);
            parser.Parse(bytes, 0, bytes.Length, isFinal: true).ShouldBe(ParseResult.Event, parser.Reason);
            batch.Add(batch.PartitionOf(parser.View), parser.View, fromObject: 0);
            Events.Add(SeenEvent.Of(parser.View));
        }

        Segments.AddRange(new SegmentWriter(Folder).Write(batch, () => $"it's {_names++}").Select(w => w.Segment));
    }

    public void Dispose()
    {
        Reader.Dispose();
        _folder.Dispose();
    }

    /// <summary>A plain record with the members that a test cares for.</summary>
    public static string Record(string id, long micros, string? code = null, string account = "111122223333", string action = "X", string address = "203.0.113.7") =>
        $$"""{"eventVersion":"1.09","eventTime":"{{Time(micros)}}","eventName":"{{action}}","eventSource":"s3.amazonaws.com","sourceIPAddress":"{{address}}"{{(code is null ? "" : $",\"errorCode\":{System.Text.Json.JsonSerializer.Serialize(code)}")}},"eventID":"{{id}}","recipientAccountId":"{{account}}"}""";

    private static string Time(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
