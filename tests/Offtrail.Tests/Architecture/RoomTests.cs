using System.Reflection;
using System.Xml.Linq;

namespace Offtrail.Tests.Architecture;

/// <summary>An arrow between rooms may only go down the list of docs/architecture.md. State may also use Lake.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Offtrail.Events"] = [],
        ["Offtrail.Anomalies"] = [],
        ["Offtrail.Rules"] = ["Offtrail.Anomalies"],
        ["Offtrail.Lake"] = ["Offtrail.Events", "Offtrail.Anomalies"],
        ["Offtrail.Exchange"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake"],
        ["Offtrail.State"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake"],
        ["Offtrail.Triage"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake"],
        ["Offtrail.Reports"] = ["Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Triage"],
        ["Offtrail.Sources"] = ["Offtrail.Events"],
        ["Offtrail.Aws"] = ["Offtrail.Events", "Offtrail.Sources"],
        ["Offtrail.Sinks"] = ["Offtrail.Anomalies", "Offtrail.Rules"],
        ["Offtrail.Pipeline"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake", "Offtrail.State", "Offtrail.Triage", "Offtrail.Sources", "Offtrail.Aws", "Offtrail.Sinks"],
        ["Offtrail.Server"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake", "Offtrail.State", "Offtrail.Triage", "Offtrail.Sources", "Offtrail.Aws", "Offtrail.Sinks", "Offtrail.Pipeline", "Offtrail.Exchange", "Offtrail.Reports"],
        ["Offtrail.Pages"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake", "Offtrail.State", "Offtrail.Triage", "Offtrail.Sources", "Offtrail.Aws", "Offtrail.Sinks", "Offtrail.Pipeline", "Offtrail.Exchange", "Offtrail.Reports", "Offtrail.Server"],
        ["Offtrail.Cli"] = ["Offtrail.Events", "Offtrail.Anomalies", "Offtrail.Rules", "Offtrail.Lake", "Offtrail.State", "Offtrail.Triage", "Offtrail.Sources", "Offtrail.Aws", "Offtrail.Sinks", "Offtrail.Pipeline", "Offtrail.Exchange", "Offtrail.Server", "Offtrail.Reports", "Offtrail.Pages"],
    };

    /// <summary>Packages that a pure room may have: none that reads files, the network or SQL.</summary>
    private static readonly Dictionary<string, string[]> s_packages = new(StringComparer.Ordinal)
    {
        ["Offtrail.Events"] = ["MaxMind.Db", "System.IO.Hashing"],
        ["Offtrail.Anomalies"] = ["MemoryPack", "YamlDotNet"],
        ["Offtrail.Rules"] = [],
        ["Offtrail.Exchange"] = ["Tomlyn", "YamlDotNet"],
        ["Offtrail.Reports"] = [],
    };

    public static TheoryData<string> Rooms => [.. s_allowed.Keys];

    [Fact]
    public void Every_project_of_src_is_a_room() =>
        Repository.Projects("src").Select(p => Path.GetFileNameWithoutExtension(p)).ShouldBe(s_allowed.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_asks_only_for_those_below_it(string room)
    {
        var project = XDocument.Load(Repository.PathOf("src", room, room + ".csproj"));
        var asked = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray();
        asked.Except(s_allowed[room]).ShouldBeEmpty();
        if (s_packages.TryGetValue(room, out var packages))
            project.Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value).Except(packages).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_those_below_it(string room)
    {
        var used = Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Offtrail.", StringComparison.Ordinal));
        used.Except(s_allowed[room]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Offtrail.Anomalies")]
    [InlineData("Offtrail.Rules")]
    [InlineData("Offtrail.Exchange")]
    [InlineData("Offtrail.Reports")]
    public void A_pure_room_has_no_files_no_network_and_no_sql(string room)
    {
        var used = Load(room).GetReferencedAssemblies().Select(a => a.Name!);
        used.Where(n => n.StartsWith("System.Net", StringComparison.Ordinal) || n.StartsWith("System.IO", StringComparison.Ordinal) || n.StartsWith("System.Data", StringComparison.Ordinal)
            || n.Contains("Sqlite", StringComparison.Ordinal) || n.Contains("DuckDB", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_room_of_sinks_has_no_sql() =>
        Load("Offtrail.Sinks").GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("System.Data", StringComparison.Ordinal) || n.Contains("Sqlite", StringComparison.Ordinal) || n.Contains("DuckDB", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_rooms_that_know_each_other_do_so_without_a_circle()
    {
        var order = s_allowed.Keys.ToList();
        foreach (var (room, below) in s_allowed)
            below.ShouldAllBe(b => order.IndexOf(b) < order.IndexOf(room));
    }

    internal static Assembly Load(string room) => Assembly.Load(room == "Offtrail.Cli" ? "offtrail" : room);
}
