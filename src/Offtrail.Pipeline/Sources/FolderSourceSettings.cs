using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>A folder that others write into.</summary>
/// <param name="Path">The folder, absolute.</param>
/// <param name="Options">How it is watched.</param>
public sealed record FolderSourceSettings(string Path, LiveFolderOptions Options) : SourceSettings
{
    /// <inheritdoc/>
    public override string Target => Path;

    /// <inheritdoc/>
    public override ILiveSource OpenLive(string id, string dataFolder, TimeProvider clock) => new LiveFolder(id, Path, Options with { LeftOut = dataFolder }, clock);

    internal static FolderSourceSettings Of(SourceKeys keys, string folder) => new(System.IO.Path.GetFullPath(keys.Text("path"), System.IO.Path.GetFullPath(folder)), new LiveFolderOptions
    {
        Settle = keys.Yaml.Duration("settle", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        Poll = keys.Yaml.Duration("poll", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    });
}
