using System.Globalization;

namespace Offtrail.Events;

/// <summary>
/// One entry of a database as a place. Known shapes: MaxMind's, with objects and names by language (DB-IP's and
/// IP2Location's files have it too), and flat ones as of IPinfo and ip-location-db.
/// </summary>
internal static class GeoEntry
{
    public static GeoPlace Read(IReadOnlyDictionary<string, object> entry)
    {
        var country = Map(entry, "country") ?? Map(entry, "registered_country");
        var region = entry.GetValueOrDefault("subdivisions") is IReadOnlyList<object> and [IReadOnlyDictionary<string, object> first, ..] ? first : Map(entry, "region");
        var location = Map(entry, "location") ?? entry;
        var traits = Map(entry, "traits") ?? Map(entry, "as") ?? Map(entry, "asn");
        var flatCountry = Text(entry, "country"); // a code in IPinfo's older files, a name in its newer ones
        var iso = Iso(Text(country, "iso_code") ?? Text(entry, "country_code", "country_iso_code", "countryCode")) ?? Iso(flatCountry);
        return new GeoPlace(
            iso,
            Name(country) ?? Text(entry, "country_name", "countryName") ?? (Iso(flatCountry) is null ? flatCountry : null),
            Name(region) ?? Text(entry, "region_name", "region", "state1", "state"),
            RegionIso(iso, Text(region, "iso_code") ?? Text(entry, "region_iso_code", "region_code")),
            Name(Map(entry, "city")) ?? Text(entry, "city", "city_name"),
            Iso(Text(Map(entry, "continent"), "code")) ?? Iso(Text(entry, "continent_code")) ?? Iso(Text(entry, "continent")),
            Degrees(location, 90, "latitude", "lat"),
            Degrees(location, 180, "longitude", "lng", "lon"),
            AsNumber(entry, "autonomous_system_number", "as_number", "asn") ?? AsNumber(traits, "autonomous_system_number", "number", "asn"),
            Text(entry, "autonomous_system_organization", "as_organization", "as_name", "as_org") ?? Text(traits, "autonomous_system_organization", "organization", "name"));
    }

    private static IReadOnlyDictionary<string, object>? Map(IReadOnlyDictionary<string, object> entry, string key) => entry.GetValueOrDefault(key) as IReadOnlyDictionary<string, object>;

    /// <summary>The English name; a file without it gives the first that it has.</summary>
    private static string? Name(IReadOnlyDictionary<string, object>? entry)
    {
        if (entry is null) return null;
        if (Map(entry, "names") is not { } names) return Text(entry, "name");
        return Text(names, "en") ?? names.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value).OfType<string>().FirstOrDefault(n => n.Length > 0);
    }

    private static string? Text(IReadOnlyDictionary<string, object>? entry, params ReadOnlySpan<string> keys)
    {
        if (entry is null) return null;
        foreach (var key in keys)
            if (entry.GetValueOrDefault(key) is string { Length: > 0 } text && text is not ("-" or "None")) return text;
        return null;
    }

    private static string? Iso(string? text) => text is [var a, var b] && char.IsAsciiLetter(a) && char.IsAsciiLetter(b) ? text.ToUpperInvariant() : null;

    private static string? RegionIso(string? country, string? region) =>
        region is null ? null : country is null || region.StartsWith(country + "-", StringComparison.Ordinal) ? region : $"{country}-{region}";

    private static double? Degrees(IReadOnlyDictionary<string, object> entry, double most, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            var degrees = entry.GetValueOrDefault(key) switch
            {
                double d => d,
                float f => Math.Round((double)f, 5), // files with floats have no more
                string s when double.TryParse(s, CultureInfo.InvariantCulture, out var d) => d,
                _ => double.NaN,
            };
            if (Math.Abs(degrees) <= most) return degrees;
        }

        return null;
    }

    private static long? AsNumber(IReadOnlyDictionary<string, object>? entry, params ReadOnlySpan<string> keys)
    {
        if (entry is null) return null;
        foreach (var key in keys)
        {
            var number = entry.GetValueOrDefault(key) switch
            {
                long l => l,
                int i => i,
                uint u => u,
                ulong u and <= uint.MaxValue => (long)u,
                string s when long.TryParse(s.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? s.AsSpan(2) : s, NumberStyles.None, CultureInfo.InvariantCulture, out var l) => l,
                _ => 0,
            };
            if (number is > 0 and <= uint.MaxValue) return number;
        }

        return null;
    }
}
