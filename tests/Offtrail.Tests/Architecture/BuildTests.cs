using System.Xml.Linq;

namespace Offtrail.Tests.Architecture;

public sealed class BuildTests
{
    private static IEnumerable<string> AllProjects => [.. Repository.Projects("src"), .. Repository.Projects("tests")];

    [Fact]
    public void Versions_of_packages_stand_in_one_file_only()
    {
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("ManagePackageVersionsCentrally").Single().Value.ShouldBe("true");
        AllProjects.Where(p => XDocument.Load(p).Descendants("PackageReference").Any(r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null))
            .Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void No_central_version_is_a_range_or_a_wildcard() =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(v => v.Attribute("Version")!.Value).ShouldAllBe(v => v.All(c => char.IsAsciiLetterOrDigit(c) || c == '.' || c == '-'));

    [Fact]
    public void Every_project_has_its_lock_file() =>
        AllProjects.Where(p => !File.Exists(Path.Combine(Path.GetDirectoryName(p)!, "packages.lock.json"))).Select(Repository.Relative).ShouldBeEmpty();

    [Fact]
    public void Warnings_are_errors_and_nullable_is_on()
    {
        var props = XDocument.Load(Repository.PathOf("Directory.Build.props"));
        props.Descendants("TreatWarningsAsErrors").Single().Value.ShouldBe("true");
        props.Descendants("Nullable").Single().Value.ShouldBe("enable");
        props.Descendants("EnforceCodeStyleInBuild").Single().Value.ShouldBe("true");
        props.Descendants("AnalysisLevel").Single().Value.ShouldStartWith("latest");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Repository.PathOf("Offtrail.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);
        AllProjects.Select(p => Repository.Relative(p).Replace('\\', '/')).Except(listed).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_of_the_pack_is_read_and_is_named_after_its_id()
    {
        var jobs = Directory.GetFiles(Repository.PathOf("packs", "cloudtrail", "jobs"), "*.yaml")
            .Select(f => (File: Path.GetFileNameWithoutExtension(f), Offtrail.Pipeline.Pack.Load().Job(Path.GetFileNameWithoutExtension(f)).Id)).ToArray();
        var rules = Directory.GetFiles(Repository.PathOf("packs", "cloudtrail", "rules"), "*.yaml")
            .Select(f => (File: Path.GetFileNameWithoutExtension(f), Rule: Offtrail.Pipeline.Pack.Load().Rule(Path.GetFileNameWithoutExtension(f)))).ToArray();
        jobs.ShouldNotBeEmpty();
        jobs.ShouldAllBe(j => j.File == j.Id);
        rules.ShouldNotBeEmpty();
        rules.ShouldAllBe(r => r.File == r.Rule.Id);
        rules.SelectMany(r => r.Rule.JobIds).Except(jobs.Select(j => j.Id)).ShouldBeEmpty();
        rules.ShouldAllBe(r => r.Rule.From >= r.Rule.Interval);
    }

    [Fact]
    public void The_program_carries_the_pack_of_the_repository() =>
        Offtrail.Pipeline.Pack.Load().RulesById.Keys.ShouldBe(
            Directory.GetFiles(Repository.PathOf("packs", "cloudtrail", "rules"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!), ignoreOrder: true);
}
