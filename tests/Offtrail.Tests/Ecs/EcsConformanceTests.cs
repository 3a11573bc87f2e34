namespace Offtrail.Tests.Ecs;

/// <summary>The documents against those that another implementation of the ECS mapping makes of the same records.</summary>
public sealed class EcsConformanceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("aws-8.9.0", 120, 98)]
    [InlineData("aws-2.24.1", 42, 85)]
    [InlineData("filebeat", 41, 80)]
    public void Every_field_is_as_expected_or_explained(string set, int records, int leastPercent)
    {
        var comparison = Comparison.Of(new FixtureSet(set));
        var explanations = Explanations.Of(set);
        output.WriteLine($"{set}: {comparison.Records} records, {comparison.Equal} of {comparison.Compared} fields equal ({100.0 * comparison.Equal / comparison.Compared:F2} %); {comparison.TextsInOrder.Equal} of {comparison.TextsInOrder.Compared} texts in the same order");
        var unexplained = new List<Difference>();
        foreach (var group in comparison.Differences.GroupBy(d => explanations.FirstOrDefault(e => e.Covers(d))))
        {
            output.WriteLine($"{group.Count()} {(group.Key is { } known ? $"explained: {known.Why}" : "UNEXPLAINED")}");
            foreach (var difference in group) output.WriteLine($"  {difference}");
            if (group.Key is null) unexplained.AddRange(group);
        }

        unexplained.ShouldBeEmpty();
        explanations.Where(e => !comparison.Differences.Any(e.Covers)).Select(e => e.Why).ShouldBeEmpty("an explanation that explains nothing hides the next fault");
        (comparison.TextsInOrder.Equal + comparison.Differences.Count(d => d.Expected is not null && Comparison.IsTextForm(d.Field))).ShouldBe(comparison.TextsInOrder.Compared, "texts that hold the same hold it in the same order");
        comparison.Records.ShouldBe(records);
        (100.0 * comparison.Equal / comparison.Compared).ShouldBeGreaterThanOrEqualTo(leastPercent);
    }
}
