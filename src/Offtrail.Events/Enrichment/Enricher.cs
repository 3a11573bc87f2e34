using System.Globalization;

namespace Offtrail.Events;

/// <summary>Adds to an event what its own record does not say: where its source address is. Safe for several threads.</summary>
/// <param name="places">Databases of places and networks; null when the user has none.</param>
/// <param name="ranges">The addresses of AWS; null when the user has no file of them.</param>
public sealed class Enricher(GeoDatabase? places = null, AwsRanges? ranges = null) : IDisposable
{
    private readonly NetworkClassifier _networks = new(ranges);

    /// <summary>Without any file: what the address itself tells.</summary>
    public static Enricher Plain { get; } = new();

    /// <summary>The databases that are used.</summary>
    public IReadOnlyList<GeoFile> Files => places?.Files ?? [];

    /// <summary>The addresses of AWS.</summary>
    public AwsRanges? Ranges => ranges;

    /// <summary>What is known of a source address.</summary>
    /// <param name="address">sourceIPAddress of a record, in UTF-8.</param>
    public SourceFacts Source(ReadOnlySpan<byte> address)
    {
        var network = _networks.Classify(address);
        var place = places?.Find(address);
        return new SourceFacts(network == NetworkClass.None ? null : network.Text(), SourceNetwork.Of(address, network, place), place?.CountryIso, place?.RegionName, place?.CityName,
            place?.AsNumber?.ToString(CultureInfo.InvariantCulture), place?.AsOrganization);
    }

    /// <inheritdoc/>
    public void Dispose() => places?.Dispose();
}
