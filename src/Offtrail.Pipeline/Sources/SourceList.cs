using Offtrail.Anomalies;
using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>The sources of a service, as its configuration has them (docs/sources.md).</summary>
/// <param name="All">In the order of the file.</param>
public sealed record SourceList(IReadOnlyList<SourceRoute> All)
{
    /// <summary>None.</summary>
    public static SourceList Empty { get; } = new([]);

    /// <summary>All of them for a service: what is there already, and what comes. Opens nothing yet.</summary>
    /// <param name="dataFolder">The folder of the lake and the state, which is no part of what is watched.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends requests under way.</param>
    public IReadOnlyList<ILiveSource> Open(string dataFolder, TimeProvider clock, CancellationToken cancellationToken) => [.. All.SelectMany(route => new[]
    {
        route.Settings.OpenBackfill(clock, cancellationToken) is { } there ? new Backfill(route.Id, there, clock) : null,
        route.Settings.OpenLive(route.Id, dataFolder, clock),
    }).OfType<ILiveSource>()];

    /// <summary>Reads the entries of <c>sources</c>.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="folder">What paths in them are relative to: the configuration's folder.</param>
    /// <param name="environment">A variable of the environment by its name; what it says goes before the file. Null for the process's own.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static SourceList Parse(IEnumerable<YamlMapping> entries, string folder, Func<string, string?>? environment = null)
    {
        var all = new List<SourceRoute>();
        foreach (var entry in entries)
        {
            var route = SourceRoute.Parse(entry, folder, environment ?? Environment.GetEnvironmentVariable);
            if (all.Any(s => s.Id == route.Id)) throw entry.Wrong("id", $"there are two sources \"{route.Id}\"; right would be another id");
            all.Add(route);
        }

        return new SourceList(all);
    }
}
