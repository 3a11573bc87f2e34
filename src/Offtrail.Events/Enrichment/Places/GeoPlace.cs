namespace Offtrail.Events;

/// <summary>Where an address is, as the databases say; what they do not say is null. Names are in English.</summary>
/// <param name="CountryIso">Two letters of ISO 3166-1 (<c>geo.country_iso_code</c>).</param>
/// <param name="CountryName">The country's name (<c>geo.country_name</c>).</param>
/// <param name="RegionName">The name of the largest part of the country (<c>geo.region_name</c>).</param>
/// <param name="RegionIso">Its code in ISO 3166-2, with the country: <c>AU-QLD</c> (<c>geo.region_iso_code</c>).</param>
/// <param name="CityName">The city (<c>geo.city_name</c>).</param>
/// <param name="ContinentCode">Two letters (<c>geo.continent_code</c>).</param>
/// <param name="Latitude">Degrees north; of the area's middle, never of a person.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AsNumber">The number of the autonomous system (<c>as.number</c>).</param>
/// <param name="AsOrganization">Who runs it (<c>as.organization.name</c>).</param>
public sealed record GeoPlace(
    string? CountryIso,
    string? CountryName,
    string? RegionName,
    string? RegionIso,
    string? CityName,
    string? ContinentCode,
    double? Latitude,
    double? Longitude,
    long? AsNumber,
    string? AsOrganization)
{
    internal static GeoPlace Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null);

    /// <summary>How exact the place is: 0 nothing, 1 country or continent, 2 region, 3 city.</summary>
    internal int Detail => CityName is not null ? 3 : RegionName is not null || RegionIso is not null ? 2 : CountryIso is not null || CountryName is not null || ContinentCode is not null ? 1 : 0;

    internal GeoPlace WithAsOf(GeoPlace other) => this with { AsNumber = other.AsNumber, AsOrganization = other.AsOrganization };
}
