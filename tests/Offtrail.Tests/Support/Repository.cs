namespace Offtrail.Tests;

/// <summary>Where the project's own files are, for tests that look at them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The folder of shared test data beside the repository; null when it is not there.</summary>
    public static string? Shared =>
        new[] { Environment.GetEnvironmentVariable("OFFTRAIL_SHARED"), Path.Combine(Root, "..", "shared") }
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && Directory.Exists(folder));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(PathOf("src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(PathOf(folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Offtrail.slnx"))) return folder;
        throw new InvalidOperationException($"no Offtrail.slnx above {AppContext.BaseDirectory}");
    }
}
