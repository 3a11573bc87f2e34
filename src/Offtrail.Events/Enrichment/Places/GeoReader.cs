using System.Net;
using System.Net.Sockets;
using MaxMind.Db;

namespace Offtrail.Events;

/// <summary>One open file in MaxMind's format.</summary>
internal sealed class GeoReader : IDisposable
{
    private const int Sample = 1000; // entries that are looked at to tell what a file knows
    private const string Right = "right would be a database in MaxMind's format (.mmdb), unpacked, such as GeoLite2-City.mmdb";

    private readonly Reader _reader;
    private readonly bool _onlyV4;

    private GeoReader(Reader reader, GeoFile file)
    {
        (_reader, File) = (reader, file);
        _onlyV4 = reader.Metadata.IPVersion == 4;
    }

    public GeoFile File { get; }

    public static GeoReader Open(string path)
    {
        if (Directory.Exists(path)) throw new EnrichmentException($"{path}: is a folder; {Right}");
        if (!System.IO.File.Exists(path)) throw new EnrichmentException($"{path}: there is no such file; {Right}");
        Reader? reader = null;
        try
        {
            reader = new Reader(path);
            var contents = ContentsOf(path, reader);
            var built = new DateTimeOffset(DateTime.SpecifyKind(reader.Metadata.BuildDate, DateTimeKind.Utc));
            return new GeoReader(reader, new GeoFile(path, reader.Metadata.DatabaseType, built, contents));
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (e is EnrichmentException) throw;
            if (e is IOException and not EndOfStreamException or UnauthorizedAccessException) throw new EnrichmentException($"{path}: can't be read: {e.Message}", e);
            throw NotOne(path, e); // the package lets several exceptions of its parsing through; all of them mean this
        }
    }

    public GeoPlace? Find(IPAddress address)
    {
        if (_onlyV4 && address.AddressFamily == AddressFamily.InterNetworkV6) return null;
        try
        {
            return _reader.Find<Dictionary<string, object>>(address) is { } entry ? GeoEntry.Read(entry) : null;
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            throw NotOne(File.Path, e);
        }
    }

    public void Dispose() => _reader.Dispose();

    private static GeoContents ContentsOf(string path, Reader reader)
    {
        var contents = GeoContents.None;
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in reader.FindAll<Dictionary<string, object>>().Take(Sample))
        {
            var place = GeoEntry.Read(node.Data);
            if (place.Detail >= 1) contents |= GeoContents.Country;
            if (place.Detail >= 2) contents |= GeoContents.City;
            if (place.AsNumber is not null || place.AsOrganization is not null) contents |= GeoContents.AutonomousSystem;
            members.UnionWith(node.Data.Keys);
        }

        return contents != GeoContents.None ? contents : throw new EnrichmentException(
            $"{path}: a database of the type \"{reader.Metadata.DatabaseType}\" that holds neither places nor autonomous systems ({(members.Count == 0 ? "no entries" : $"members: {string.Join(", ", members.Take(10))}")}); {Right}");
    }

    private static EnrichmentException NotOne(string path, Exception e) => new($"{path}: is no MaxMind database, or a damaged one; {Right}", e);
}
