using System.Net;

namespace Offtrail.Events;

/// <summary>
/// Finds the place of addresses in databases that the user gives. Files are mapped into memory, so they cost what is
/// looked at; replace one by renaming a new file over it, never by writing into it. Lookups may run on any number of
/// threads at once; <see cref="Dispose"/> only when none runs any more. A lookup reads the entry anew: keep the results
/// of addresses that come often.
/// </summary>
public sealed class GeoDatabase : IDisposable
{
    private readonly GeoReader[] _readers;

    private GeoDatabase(GeoReader[] readers)
    {
        _readers = readers;
        Files = [.. readers.Select(r => r.File)];
    }

    /// <summary>The files that are open, in the order in which they were given.</summary>
    public IReadOnlyList<GeoFile> Files { get; }

    /// <summary>Opens the files; none at all is allowed and finds nothing. What a file knows is told by its entries, not by its name.</summary>
    /// <exception cref="EnrichmentException">A file is missing, is no database, or holds nothing that is read here.</exception>
    public static GeoDatabase Open(params IEnumerable<string> paths)
    {
        var readers = new List<GeoReader>();
        try
        {
            foreach (var path in paths) readers.Add(GeoReader.Open(path));
            return new GeoDatabase([.. readers]);
        }
        catch (EnrichmentException)
        {
            readers.ForEach(r => r.Dispose());
            throw;
        }
    }

    /// <summary>
    /// The place of an address; null if no file knows it. The place is taken whole from the one file that tells it most
    /// exactly, the autonomous system whole from the first that has one: files disagree, and a city of one with the
    /// country of another would be wrong in both.
    /// </summary>
    /// <exception cref="EnrichmentException">A file is damaged.</exception>
    public GeoPlace? Find(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var (place, network) = (GeoPlace.Nothing, GeoPlace.Nothing);
        foreach (var reader in _readers)
        {
            if (reader.Find(address) is not { } found) continue;
            if (found.Detail > place.Detail) place = found;
            if (network.AsNumber is null && found.AsNumber is not null) network = found;
            else if (network.AsNumber is null && network.AsOrganization is null) network = found;
        }

        var both = place.WithAsOf(network);
        return both == GeoPlace.Nothing ? null : both;
    }

    /// <summary>The same for a text in UTF-8; null as well if it is no address.</summary>
    public GeoPlace? Find(ReadOnlySpan<byte> sourceAddress)
    {
        if (!IpText.TryV4(sourceAddress, out _) && !IpText.TryV6(sourceAddress, out _)) return null;
        return IPAddress.TryParse(sourceAddress, out var address) ? Find(address) : null;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var reader in _readers) reader.Dispose();
    }
}
