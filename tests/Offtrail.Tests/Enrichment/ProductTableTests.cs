using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

public sealed class ProductTableTests
{
    [Fact]
    public void No_key_stands_in_two_rows()
    {
        var rows = new[] { SdkProducts.Rows, HttpProducts.Rows, ToolProducts.Rows, OffensiveProducts.Rows, AgentProducts.Rows, BrowserProducts.Rows }.SelectMany(r => r).ToArray();
        rows.GroupBy(r => r.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        Products.All.Count.ShouldBe(rows.Length);
    }

    [Fact]
    public void Every_row_is_found_by_its_key_in_any_case_with_its_version()
    {
        foreach (var row in Products.All)
            foreach (var key in new[] { row.Key, row.Key.ToLowerInvariant(), row.Key.ToUpperInvariant() })
            {
                var client = ClientParser.Parse(Utf8.Of($"{key}/v1.2.3-beta+4 (x; y)"));
                (client.Name, client.Version, client.Class).ShouldBe((row.Name, "1.2.3-beta+4", row.Class), key);
            }
    }

    [Fact]
    public void Every_class_has_a_text_of_its_own_in_snake_case()
    {
        Enum.GetValues<ClientClass>().Select(c => c.Text()).Distinct().Count().ShouldBe(ClientClasses.Texts.Count);
        Enum.GetValues<NetworkClass>().Select(c => c.Text()).Distinct().Count().ShouldBe(NetworkClasses.Texts.Count);
        ClientClasses.Texts.Concat(NetworkClasses.Texts).ShouldAllBe(t => t.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));
        Enum.GetValues<ClientClass>().ShouldAllBe(c => Snake(c.ToString()) == c.Text());
        Enum.GetValues<NetworkClass>().ShouldAllBe(c => Snake(c.ToString()) == c.Text());
    }

    private static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
