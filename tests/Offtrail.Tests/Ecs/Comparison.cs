using System.Text.RegularExpressions;

namespace Offtrail.Tests.Ecs;

/// <summary>Our documents of a set against the expected ones, field by field.</summary>
internal sealed partial class Comparison
{
    public int Records { get; private set; }

    public int Compared { get; private set; }

    public int Equal { get; private set; }

    /// <summary>Text forms whose order is the expected one as well. The order does not count as a field.</summary>
    public (int Equal, int Compared) TextsInOrder { get; private set; }

    public List<Difference> Differences { get; } = [];

    public static Comparison Of(FixtureSet set)
    {
        var comparison = new Comparison();
        var isFilebeat = set.Name == "filebeat"; // its documents have every list sorted
        foreach (var fixture in set.Read())
        {
            comparison.Records++;
            var expected = FlatDocument.Of(fixture.Expected, isFilebeat);
            var found = FlatDocument.Of(Documents.Of(fixture.Line), isFilebeat);
            if (!isFilebeat) TakeAwayTags(expected, set.TagsBefore());
            foreach (var field in expected.Keys.Union(found.Keys).Where(f => !LeftOut().IsMatch(f) && !(isFilebeat && LeftOutOfFilebeat().IsMatch(f))))
                comparison.Compare(fixture, field, expected.GetValueOrDefault(field), found.GetValueOrDefault(field));
        }

        return comparison;
    }

    public static bool IsTextForm(string field) => TextForm().IsMatch(field);

    private void Compare(FixtureSet.Fixture fixture, string field, string? expected, string? found)
    {
        Compared++;
        var isText = IsTextForm(field);
        if (isText && expected is not null) TextsInOrder = (TextsInOrder.Equal + (expected == found ? 1 : 0), TextsInOrder.Compared + 1);
        if (isText ? Unordered(expected) == Unordered(found) : expected == found) Equal++;
        else Differences.Add(new Difference(fixture.File, fixture.Record, field, expected, found));
    }

    private static void TakeAwayTags(SortedDictionary<string, string> document, IReadOnlyList<string> before)
    {
        if (!document.Remove("tags", out var tags)) return;
        var left = tags.Trim('[', ']').Split(',').Select(t => t.Trim('"')).Except(before).ToArray();
        if (left.Length > 0) document["tags"] = string.Join(",", left);
    }

    private static string? Unordered(string? text) =>
        text is null ? null : string.Join(" ", Marks().Split(text.Trim('"')).Where(p => p.Length > 0).Order(StringComparer.Ordinal));

    /// <summary>What depends on data bases, on a clock, or needs entities, which we have none of.</summary>
    [GeneratedRegex(@"^(source\.(geo|as)\.|user_agent\.(name|version|os\.|device\.)|event\.created$|related\.entity$|(.+\.)?entity\.(id|target\.id)$|host\.target\.id$)")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"^(event\.(ingested|module|dataset)|fileset\.name|input\.type|log\.offset|service\.type|tags)$")]
    private static partial Regex LeftOutOfFilebeat();

    [GeneratedRegex(@"^aws\.cloudtrail\.(request_parameters|response_elements|additional_eventdata|service_event_details)$")]
    private static partial Regex TextForm();

    [GeneratedRegex(@"[{}\[\]]|, ")]
    private static partial Regex Marks();
}
