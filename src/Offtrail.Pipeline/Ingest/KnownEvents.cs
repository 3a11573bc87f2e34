using Offtrail.Lake;

namespace Offtrail.Pipeline;

/// <summary>Reads ids of events that the lake holds. The query engine is started only when a day that is read has segments. Under the dedupe lock.</summary>
internal sealed class KnownEvents(DataFolder folder) : IDisposable
{
    private LakeReader? _reader;

    public IEnumerable<byte[]> Of(PartitionKey partition)
    {
        var segments = folder.State.Manifest.Of(partition);
        if (segments.Count == 0) return [];
        _reader ??= new LakeReader(folder.Lake, new LakeReaderOptions { TempFolder = folder.Temp, Threads = 1 });
        return EventIdQuery.Read(_reader, segments);
    }

    public void Dispose() => _reader?.Dispose();
}
