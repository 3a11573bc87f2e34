using System.Reflection;
using System.Xml.Linq;

namespace Offtrail.Tests.Architecture;

/// <summary>The ban list is wired into every room, is an error, and bans what exists.</summary>
public sealed class BanListTests
{
    private static string[] Entries => [.. File.ReadAllLines(Repository.PathOf("eng", "BannedSymbols.txt")).Where(l => l.Length > 0)];

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.TimeProvider.System")]
    [InlineData("P:System.Environment.TickCount64")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.String.GetHashCode")]
    [InlineData("P:System.Threading.Tasks.Task`1.Result")]
    public void The_clock_and_its_like_are_banned(string symbol) => Entries.Select(e => e.Split(';')[0]).ShouldContain(symbol);

    [Fact]
    public void Every_entry_says_what_is_right_instead() => Entries.Where(e => e.Split(';', 2) is not [_, { Length: > 5 }]).ShouldBeEmpty();

    [Fact]
    public void Every_entry_names_something_that_exists() => Entries.Select(e => e.Split(';')[0]).Where(s => !Exists(s)).ShouldBeEmpty();

    [Fact]
    public void The_list_is_given_to_the_analyzer_of_every_room()
    {
        var props = XDocument.Load(Repository.PathOf("eng", "Source.props"));
        props.Descendants("AdditionalFiles").Select(a => a.Attribute("Include")!.Value).ShouldContain(v => v.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        props.Descendants("PackageReference").Select(a => a.Attribute("Include")!.Value).ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        File.ReadAllText(Repository.PathOf("Directory.Build.props")).ShouldContain("eng/Source.props");
    }

    [Fact]
    public void What_is_banned_is_an_error() =>
        File.ReadAllText(Repository.PathOf(".editorconfig")).ShouldContain("dotnet_diagnostic.RS0030.severity = error");

    [Fact]
    public void Only_the_composition_root_may_lift_the_ban() =>
        Repository.SourceFiles().Where(f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal)).Select(Repository.Relative)
            .ShouldBe([Path.Combine("src", "Offtrail.Cli", "Program.cs")]);

    private static bool Exists(string symbol)
    {
        var (kind, name) = (symbol[0], symbol[2..]);
        if (kind == 'T') return Find(name) is not null;
        var parameters = name.Contains('(', StringComparison.Ordinal) ? name[(name.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',') : [];
        name = name.Split('(')[0];
        var dot = name.LastIndexOf('.');
        if (Find(name[..dot]) is not { } type) return false;
        const BindingFlags Any = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        return kind == 'P' ? type.GetProperty(name[(dot + 1)..], Any) is not null
            : type.GetMethods(Any).Any(m => m.Name == name[(dot + 1)..] && m.GetParameters().Select(p => p.ParameterType.FullName).SequenceEqual(parameters));
    }

    private static Type? Find(string name) => typeof(object).Assembly.GetType(name) ?? typeof(System.Diagnostics.Stopwatch).Assembly.GetType(name);
}
