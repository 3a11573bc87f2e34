using System.Net;
using CsCheck;
using Offtrail.Events;
using Entry = System.Collections.Generic.Dictionary<string, object>;

namespace Offtrail.Tests.Enrichment;

public sealed class GeoDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Entry Names(string english, params (string Key, object Value)[] more) =>
        new([.. more.Select(m => KeyValuePair.Create(m.Key, m.Value)), new("names", new Entry { ["de"] = english + " (de)", ["en"] = english })]);

    private static Entry City { get; } = new()
    {
        ["city"] = Names("Brisbane", ("geoname_id", 2174003u)),
        ["continent"] = Names("Oceania", ("code", "OC")),
        ["country"] = Names("Australia", ("iso_code", "AU")),
        ["location"] = new Entry { ["accuracy_radius"] = (ushort)20, ["latitude"] = -27.4679, ["longitude"] = 153.0281, ["time_zone"] = "Australia/Brisbane" },
        ["registered_country"] = Names("New Zealand", ("iso_code", "NZ")),
        ["subdivisions"] = new object[] { Names("Queensland", ("iso_code", "QLD")), Names("Brisbane") },
    };

    private static Entry As { get; } = new() { ["autonomous_system_number"] = 4_200_000_000u, ["autonomous_system_organization"] = "Example Net" };

    [Fact]
    public void A_city_database_in_maxminds_shape_tells_everything()
    {
        using var geo = Open(new MmdbWriter("GeoLite2-City").Add("1.2.3.0/24", City).Add("2400:cb00::/32", City));
        var expected = new GeoPlace("AU", "Australia", "Queensland", "AU-QLD", "Brisbane", "OC", -27.4679, 153.0281, null, null);
        geo.Find("1.2.3.4"u8).ShouldBe(expected);
        geo.Find("::ffff:1.2.3.4"u8).ShouldBe(expected);
        geo.Find("2400:cb00::1"u8).ShouldBe(expected);
        geo.Find(IPAddress.Parse("::ffff:1.2.3.4")).ShouldBe(expected);
        geo.Find("1.2.4.1"u8).ShouldBeNull();
        geo.Find("ec2.amazonaws.com"u8).ShouldBeNull();
        geo.Find("127.1"u8).ShouldBeNull();
        geo.Files.Single().ShouldSatisfyAllConditions(
            f => f.DatabaseType.ShouldBe("GeoLite2-City"), f => f.BuildDate.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_777_600_000)), f => f.Contents.ShouldBe(GeoContents.Country | GeoContents.City));
    }

    public static TheoryData<string> Shapes => [.. s_shapes.Keys];

    private static readonly Dictionary<string, (Entry Entry, GeoPlace Place)> s_shapes = new(StringComparer.Ordinal)
    {
        ["GeoLite2-Country"] = (new() { ["continent"] = Names("Europe", ("code", "EU")), ["country"] = Names("Portugal", ("iso_code", "PT")) }, GeoPlace.Nothing with { CountryIso = "PT", CountryName = "Portugal", ContinentCode = "EU" }),
        ["only the country of registration"] = (new() { ["registered_country"] = Names("Portugal", ("iso_code", "PT")) }, GeoPlace.Nothing with { CountryIso = "PT", CountryName = "Portugal" }),
        ["GeoLite2-ASN"] = (As, GeoPlace.Nothing with { AsNumber = 4_200_000_000, AsOrganization = "Example Net" }),
        ["MaxMind's traits"] = (new() { ["traits"] = new Entry { ["autonomous_system_number"] = 64500u, ["autonomous_system_organization"] = "Example Net" } }, GeoPlace.Nothing with { AsNumber = 64500, AsOrganization = "Example Net" }),
        ["DB-IP city without codes of regions"] = (new() { ["country"] = Names("Japan", ("iso_code", "JP")), ["subdivisions"] = new object[] { Names("Tokyo") }, ["city"] = Names("Chiyoda City") }, GeoPlace.Nothing with { CountryIso = "JP", CountryName = "Japan", RegionName = "Tokyo", CityName = "Chiyoda City" }),
        ["ip-location-db country"] = (new() { ["country_code"] = "jp" }, GeoPlace.Nothing with { CountryIso = "JP" }),
        ["ip-location-db city"] = (new() { ["country_code"] = "JP", ["state1"] = "Tokyo", ["state2"] = "", ["city"] = "Chiyoda City", ["latitude"] = 35.5f, ["longitude"] = 139.75f }, GeoPlace.Nothing with { CountryIso = "JP", RegionName = "Tokyo", CityName = "Chiyoda City", Latitude = 35.5, Longitude = 139.75 }),
        ["IPinfo country and AS, older"] = (new() { ["country"] = "US", ["country_name"] = "United States", ["continent"] = "NA", ["continent_name"] = "North America", ["asn"] = "AS15169", ["as_name"] = "Google LLC", ["as_domain"] = "google.com" }, GeoPlace.Nothing with { CountryIso = "US", CountryName = "United States", ContinentCode = "NA", AsNumber = 15169, AsOrganization = "Google LLC" }),
        ["IPinfo Lite"] = (new() { ["country"] = "Australia", ["country_code"] = "AU", ["continent"] = "Oceania", ["continent_code"] = "OC", ["asn"] = "AS13335", ["as_name"] = "Cloudflare, Inc." }, GeoPlace.Nothing with { CountryIso = "AU", CountryName = "Australia", ContinentCode = "OC", AsNumber = 13335, AsOrganization = "Cloudflare, Inc." }),
        ["IPinfo location"] = (new() { ["city"] = "Recife", ["region"] = "Pernambuco", ["region_code"] = "PE", ["country"] = "BR", ["lat"] = "-8.05389", ["lng"] = "-34.88111" }, GeoPlace.Nothing with { CountryIso = "BR", RegionName = "Pernambuco", RegionIso = "BR-PE", CityName = "Recife", Latitude = -8.05389, Longitude = -34.88111 }),
        ["numbers out of range"] = (new() { ["country_code"] = "JP", ["latitude"] = 91.0, ["longitude"] = "x", ["asn"] = "AS0" }, GeoPlace.Nothing with { CountryIso = "JP" }),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_open_shape_is_read(string shape)
    {
        var (entry, place) = s_shapes[shape];
        using var geo = Open(new MmdbWriter(shape).Add("8.8.8.0/24", entry));
        geo.Find("8.8.8.8"u8).ShouldBe(place);
    }

    [Fact]
    public void Several_files_give_the_most_exact_place_whole_and_the_first_autonomous_system_whole()
    {
        var country = new MmdbWriter("country").Add("1.0.0.0/8", new Entry { ["country_code"] = "NZ", ["country_name"] = "New Zealand", ["continent_code"] = "OC", ["as_name"] = "name only" });
        var city = new MmdbWriter("city").Add("1.2.3.0/24", City);
        var network = new MmdbWriter("asn").Add("1.2.0.0/16", As);
        var second = new MmdbWriter("asn2").Add("1.0.0.0/8", new Entry { ["asn"] = "AS1", ["as_name"] = "Second" });
        using var geo = Open(country, network, second, city);
        geo.Find("1.2.3.4"u8).ShouldBe(new GeoPlace("AU", "Australia", "Queensland", "AU-QLD", "Brisbane", "OC", -27.4679, 153.0281, 4_200_000_000, "Example Net"));
        geo.Find("1.3.0.1"u8).ShouldBe(GeoPlace.Nothing with { CountryIso = "NZ", CountryName = "New Zealand", ContinentCode = "OC", AsNumber = 1, AsOrganization = "Second" });
        geo.Files.Select(f => f.Contents).ShouldBe([GeoContents.Country | GeoContents.AutonomousSystem, GeoContents.AutonomousSystem, GeoContents.AutonomousSystem, GeoContents.Country | GeoContents.City]);
    }

    [Fact]
    public void A_file_for_ipv4_only_knows_no_ipv6_address_and_is_no_error()
    {
        using var geo = Open(new MmdbWriter("v4", ipVersion: 4).Add("1.2.3.0/24", As));
        geo.Find("1.2.3.4"u8)!.AsNumber.ShouldBe(4_200_000_000);
        geo.Find("2400:cb00::1"u8).ShouldBeNull();
    }

    [Fact]
    public void No_file_at_all_finds_nothing()
    {
        using var geo = GeoDatabase.Open();
        geo.Find("1.2.3.4"u8).ShouldBeNull();
        geo.Files.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_database_is_refused_with_its_name_and_what_would_be_right()
    {
        Message(_folder.Of("none.mmdb")).ShouldContain("there is no such file");
        Message(_folder.Path).ShouldContain("is a folder");
        Message(_folder.Write("empty.mmdb", "")).ShouldContain("is no MaxMind database");
        Message(_folder.Write("text.mmdb", new string('x', 200_000))).ShouldContain("is no MaxMind database");
        Message(_folder.Write("cut.mmdb", new MmdbWriter("x").Add("1.0.0.0/8", City).ToArray()[..^40])).ShouldContain("is no MaxMind database");
        Message(_folder.Write("anonymous.mmdb", new MmdbWriter("Anonymous-IP").Add("1.0.0.0/8", new Entry { ["is_vpn"] = true }).ToArray()))
            .ShouldContain("the type \"Anonymous-IP\" that holds neither places nor autonomous systems (members: is_vpn)");
        Message(_folder.Write("blank.mmdb", new MmdbWriter("blank").ToArray())).ShouldContain("no entries");

        string Message(string path)
        {
            var message = Should.Throw<EnrichmentException>(() => GeoDatabase.Open(path)).Message;
            message.ShouldStartWith(path + ":");
            message.ShouldContain("right would be");
            return message;
        }
    }

    [Fact]
    public void A_damaged_file_gives_the_documented_exception_and_no_other() => Gen.Select(Gen.Int[0, 10_000], Gen.Byte, Gen.UInt).Sample((at, value, address) =>
    {
        var bytes = new MmdbWriter("City").Add("0.0.0.0/1", City).Add("128.0.0.0/2", As).ToArray();
        bytes[at % bytes.Length] = value;
        var path = _folder.Write("damaged.mmdb", bytes);
        try
        {
            using var geo = GeoDatabase.Open(path);
            geo.Find(new IPAddress(address));
        }
        catch (EnrichmentException e)
        {
            e.Message.ShouldStartWith(path + ":");
        }
    }, iter: 3_000, threads: 1);

    [Fact]
    public Task Many_threads_may_look_up_at_once() => Within.Seconds(60, () =>
    {
        using var geo = Open(new MmdbWriter("City").Add("1.2.3.0/24", City), new MmdbWriter("ASN").Add("1.0.0.0/8", As));
        Parallel.For(0, 20_000, i =>
        {
            var found = geo.Find(new IPAddress([1, 2, (byte)(i % 2 == 0 ? 3 : 4), (byte)i]));
            (found!.CityName, found.AsNumber).ShouldBe((i % 2 == 0 ? "Brisbane" : null, 4_200_000_000));
        });
    });

    private GeoDatabase Open(params MmdbWriter[] files) => GeoDatabase.Open(files.Select((f, i) => _folder.Write($"{i}.mmdb", f.ToArray())));
}
