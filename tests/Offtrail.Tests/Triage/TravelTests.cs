using System.Text.Json;
using CsCheck;
using Offtrail.Events;
using Offtrail.Tests.Enrichment;
using Offtrail.Triage;

namespace Offtrail.Tests.Triage;

/// <summary>Impossible travel, with a database of places.</summary>
public sealed class TravelTests : IDisposable
{
    private const long Quarter = 15 * 60_000_000L;
    private static readonly Dictionary<string, string> s_places = new(StringComparer.Ordinal) { ["198.51.100.7"] = "DE", ["198.51.100.8"] = "DE", ["203.0.113.7"] = "BR", ["192.0.2.1"] = "JP" };

    private readonly TempFolder _folder = new();
    private readonly Enricher _enricher;

    public TravelTests()
    {
        var file = new MmdbWriter("GeoLite2-Country");
        foreach (var (address, country) in s_places) file.Add(address + "/32", new Dictionary<string, object> { ["country_code"] = country });
        _enricher = new Enricher(GeoDatabase.Open([_folder.Write("places.mmdb", file.ToArray())]));
    }

    public void Dispose()
    {
        _enricher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_change_of_country_within_two_hours_is_impossible()
    {
        var answer = Travel([(0, "198.51.100.7"), (1_800, "203.0.113.7")]);
        answer.Sentence.ShouldStartWith("1 change of country within two hours, first from DE (198.51.100.7) to BR (203.0.113.7)");
        answer.Points.ShouldHaveSingleItem().Id.ShouldBe("travel.impossible");
        answer.EventIds.ShouldBe(["t-1", "t-0"]);
    }

    [Theory]
    [InlineData(7_200)]
    [InlineData(20_000)]
    public void Two_hours_suffice_to_travel(int seconds) => Travel([(0, "198.51.100.7"), (seconds, "203.0.113.7")]).Points.Select(p => p.Id).ShouldNotContain("travel.impossible");

    [Fact]
    public void Another_address_of_the_same_country_is_no_travel() => Travel([(0, "198.51.100.7"), (60, "198.51.100.8")]).Figures.Single(f => f.Name == "changes").Number.ShouldBe(0);

    [Fact]
    public void The_changes_are_those_that_a_walk_over_the_events_finds() =>
        Gen.Select(Gen.Int[1, 50_000], Gen.Int[0, s_places.Count - 1]).Array[2, 12].Sample(steps =>
        {
            (int At, string From)[] calls = [.. steps.DistinctBy(s => s.Item1).OrderBy(s => s.Item1).Select(s => (s.Item1, s_places.Keys.ElementAt(s.Item2)))];
            Travel(calls).Figures.Single(f => f.Name == "changes").Number.ShouldBe(Changes(calls));
        }, iter: 10, threads: 1);

    /// <summary>Stays of a country and address in a quarter of an hour, in the order of their beginnings: neighbours of two countries less than two hours apart.</summary>
    private static int Changes((int At, string From)[] calls)
    {
        var stays = calls.GroupBy(c => (Micros(c.At) / Quarter, c.From)).Select(g => (Country: s_places[g.Key.From], First: g.Min(c => c.At), Last: g.Max(c => c.At))).OrderBy(s => s.First).ToArray();
        return stays.Zip(stays.Skip(1)).Count(p => p.First.Country != p.Second.Country && p.Second.First - p.First.Last < 7_200);
    }

    private Answer Travel((int At, string From)[] calls)
    {
        using var lake = new SmallLake(enricher: _enricher);
        string[] records = [.. calls.Select((c, i) => SmallLake.Record($"t-{i}", Micros(c.At), address: c.From).Replace("\"eventVersion\"", "\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::111122223333:user/ana\"},\"eventVersion\"", StringComparison.Ordinal))];
        lake.Add(records);
        PlainEvent[] all = [.. records.Select(r => new PlainEvent(JsonElement.Parse(r)))];
        var subject = TriageTwinTests.SubjectOf(all, [all[^1].Id]);
        return Guide.Triage(new CaseFile(lake.Reader, lake.Segments, subject, []), Weights.Default, Made.May, data: null)["travel"];
    }

    private static long Micros(int seconds) => Made.May + (seconds * 1_000_000L);
}
