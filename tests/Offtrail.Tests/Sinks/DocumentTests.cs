using Offtrail.Pipeline;
using Offtrail.Sinks;

namespace Offtrail.Tests.Sinks;

/// <summary>docs/sinks.md has an example of each type, and each can be used as it stands.</summary>
public sealed class DocumentTests
{
    private static string[] Examples => [.. File.ReadAllText(Repository.PathOf("docs", "sinks.md")).Split("```yaml\n")[1..].Select(b => b.Split("```")[0])];

    [Fact]
    public void Every_example_is_right()
    {
        var sinks = Examples.Select(e => SinkList.Parse(e, "sinks.yaml", [.. Pack.Load().RulesById.Keys]).All.ShouldHaveSingleItem()).ToArray();
        sinks.Select(s => s.Type).Distinct().ShouldBe(SinkSettings.Types, ignoreOrder: true);
    }
}
