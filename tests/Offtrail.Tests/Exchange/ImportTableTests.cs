using Offtrail.Exchange;

namespace Offtrail.Tests.Exchange;

/// <summary>docs/import.md has all settings that the importer knows, and no others.</summary>
public sealed class ImportTableTests
{
    private static readonly Dictionary<SettingUse, string> s_words = new()
    {
        [SettingUse.Taken] = "supported",
        [SettingUse.Needless] = "no meaning here",
        [SettingUse.Left] = "left out",
        [SettingUse.Refused] = "refused",
    };

    public static TheoryData<string> Tables => ["## Anomaly detection jobs", "### Datafeeds", "### Queries", "## Rules", "### Items of exception lists"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_table_of_the_documentation_is_that_of_the_importer(string heading)
    {
        var table = heading switch
        {
            "## Anomaly detection jobs" => JobSettings.Table,
            "### Datafeeds" => DatafeedSettings.Table,
            "### Queries" => QuerySettings.Table,
            "## Rules" => RuleSettings.Table,
            _ => ExceptionSettings.Table,
        };
        Rows(heading).ShouldBe(table.All.Select(s => $"| `{s.Key}` | {s_words[s.Use]} | {s.What} |"));
    }

    [Fact]
    public void Fields_with_one_value_are_named_in_it() =>
        ConstantFields.Names.Where(f => !File.ReadAllText(Repository.PathOf("docs", "import.md")).Contains($"`{f}`", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string[] Rows(string heading) =>
        [.. File.ReadAllLines(Repository.PathOf("docs", "import.md")).SkipWhile(l => l != heading).Skip(1).TakeWhile(l => !l.StartsWith('#')).Where(l => l.StartsWith("| `", StringComparison.Ordinal))];
}
