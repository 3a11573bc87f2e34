namespace Offtrail.Events;

/// <summary>What is known of a source address; null where nothing is.</summary>
/// <param name="Network">What kind of network it lies in.</param>
/// <param name="Neighbourhood">The network by which jobs compare addresses, see <see cref="SourceNetwork"/>.</param>
/// <param name="CountryIso">Country, two letters (ISO 3166).</param>
/// <param name="RegionName">Region of the country.</param>
/// <param name="CityName">City.</param>
/// <param name="AsNumber">Number of the autonomous system.</param>
/// <param name="AsOrganization">Who runs the autonomous system.</param>
public sealed record SourceFacts(string? Network, string? Neighbourhood, string? CountryIso, string? RegionName, string? CityName, string? AsNumber, string? AsOrganization)
{
    /// <summary>Nothing is known.</summary>
    public static SourceFacts None { get; } = new(null, null, null, null, null, null, null);
}
