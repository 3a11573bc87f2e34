using System.Globalization;
using System.IO.Compression;

namespace Offtrail.Sources.Demo;

/// <summary>Writes objects in the layout in which CloudTrail delivers them. The gzip header bears no time and no name.</summary>
internal sealed class ObjectWriter(string folder, int seed) : IDisposable
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly MemoryStream _packed = new();

    public int Objects { get; private set; }

    public void Write(Slot slot)
    {
        string day = slot.Time.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
        string minute = slot.Time.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
        string name = $"{slot.Account}_CloudTrail_{slot.Region}_{minute}";
        string into = Path.Combine(folder, "AWSLogs", slot.Account, "CloudTrail", slot.Region, day);
        if (_made.Add(into))
            Directory.CreateDirectory(into);

        _packed.SetLength(0);
        using (var gzip = new GZipStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("{\"Records\":["u8);
            gzip.Write(slot.Records.WrittenSpan);
            gzip.Write("]}"u8);
        }

        string tag = Pcg.For(seed, name).ObjectTag();
        using FileStream file = new(Path.Combine(into, $"{name}_{tag}.json.gz"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(_packed.GetBuffer(), 0, (int)_packed.Length);

        // as after a sync from S3: the file is as old as its delivery
        File.SetLastWriteTimeUtc(file.SafeFileHandle, slot.Time.UtcDateTime);
        Objects++;
    }

    public void Dispose() => _packed.Dispose();
}
