namespace Offtrail.EndToEnd.Tests;

/// <summary>Where the program under test and the recorded trails lie, seen from the test's own files.</summary>
internal static class Repository
{
    /// <summary>The folder of Offtrail.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program, built in the configuration of these tests.</summary>
    public static string Program { get; } = FindProgram();

    /// <summary>The folder with recorded trails beside the repository; the test is skipped when there is none.</summary>
    public static string Shared(params string[] parts)
    {
        string?[] places = [Environment.GetEnvironmentVariable("OFFTRAIL_SHARED"), Path.Combine(Root, "..", "shared")];
        var shared = places.FirstOrDefault(p => p is not null && Directory.Exists(p));
        if (shared is null) Assert.Skip("no folder \"shared\" beside the repository, and OFFTRAIL_SHARED names none");
        return Path.GetFullPath(Path.Combine([shared, .. parts]));
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Offtrail.slnx"))) return at.FullName;
        throw new InvalidOperationException($"no Offtrail.slnx above {AppContext.BaseDirectory}");
    }

    private static string FindProgram()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(Root, "artifacts", "bin", "Offtrail.Cli", configuration, "offtrail.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is not built");
    }
}
