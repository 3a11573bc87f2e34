using System.Text;
using Offtrail.Sources;

namespace Offtrail.Tests;

/// <summary>Objects that are bytes in memory, delivered in small chunks; one may fail behind its last byte.</summary>
internal sealed class MemorySource(params IEnumerable<SourceObject> objects) : ISource
{
    public IEnumerable<SourceObject> Objects(Action<SourceProblem> onProblem) => objects;

    public (long Objects, long Bytes) Measure(CancellationToken cancellationToken) => (objects.Count(), objects.Sum(o => o.Size));

    public static SourceObject Object(string key, byte[] content, Exception? failure = null, string? version = "v1") =>
        new(key, content.Length, version, () => new ChunkedStream(content, content.Length, 3000, failure));

    public static SourceObject Object(string key, params IEnumerable<string> records) =>
        Object(key, Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(",", records)}]}}"));
}
