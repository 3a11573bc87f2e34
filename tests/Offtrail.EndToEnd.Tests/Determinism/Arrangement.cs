using System.Text;
using System.Text.Json.Nodes;

namespace Offtrail.EndToEnd.Tests.Determinism;

/// <summary>One way to deliver the same records: which file each is in, what the files are called, how they are packed. All from a seed.</summary>
internal sealed class Arrangement(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The files with their names, in the order of their arrival.</summary>
    public List<(string Name, byte[] Content)> Files(List<JsonObject> deliveries)
    {
        var order = deliveries.ToArray();
        if (_random.Next(2) == 0) _random.Shuffle(order); // else late events are those of a split in time
        var files = new List<(string, byte[])>();
        var most = _random.Next(2) == 0 ? 40 : 1_500;
        for (var at = 0; at < order.Length;)
        {
            var count = Math.Min(order.Length - at, 1 + _random.Next(most));
            files.Add(($"{_random.Next(5)}/{_random.Next():x8}", Pack(order[at..(at + count)])));
            at += count;
        }

        var arrival = files.ToArray();
        _random.Shuffle(arrival);
        return [.. arrival];
    }

    private byte[] Pack(JsonObject[] records) => _random.Next(4) switch
    {
        0 => Encoding.UTF8.GetBytes(Sample.File(records)),
        1 => Workspace.Gzip(Sample.File(records)),
        2 => Encoding.UTF8.GetBytes(Sample.Lines(records)),
        _ => Workspace.Zip(("a", Workspace.Gzip(Sample.Lines(records[..(records.Length / 2)]))), ("b", Encoding.UTF8.GetBytes(Sample.Lines(records[(records.Length / 2)..])))),
    };
}
