using System.Text;
using Offtrail.Events;

namespace Offtrail.Tests;

/// <summary>Keeps all that a reader finds.</summary>
internal sealed class Collector : IRecordHandler
{
    public List<SeenEvent> Events { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    public List<SetAsideKind> SetAside { get; } = [];

    public IEnumerable<Rejection> RejectedRecords => Rejected.Where(r => r.IsRecord);

    public static Collector Read(byte[] content, RecordReaderOptions? options = null) => Read(new MemoryStream(content), options);

    public static Collector Read(string content) => Read(Encoding.UTF8.GetBytes(content));

    public static Collector Read(Stream content, RecordReaderOptions? options = null)
    {
        var collector = new Collector();
        new RecordReader(options).Read(content, collector, TestContext.Current.CancellationToken);
        return collector;
    }

    public void OnEvent(EventView view) => Events.Add(SeenEvent.Of(view));

    public void OnRejected(Rejection rejection) => Rejected.Add(rejection);

    public void OnSetAside(SetAsideKind kind) => SetAside.Add(kind);
}
