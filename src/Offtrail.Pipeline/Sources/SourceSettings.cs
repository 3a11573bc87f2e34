using Offtrail.Sources;

namespace Offtrail.Pipeline;

/// <summary>What a source reads, and how. A source goes on for ever, or is gone through once, or both.</summary>
public abstract record SourceSettings
{
    /// <summary>Where from, for people. No secrets.</summary>
    public abstract string Target { get; }

    /// <summary>What is there already, to be gone through once; null when the source has no such thing. Opens nothing yet.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends requests under way.</param>
    public virtual ISource? OpenBackfill(TimeProvider clock, CancellationToken cancellationToken) => null;

    /// <summary>What comes from now on; null when the source does not go on. Opens nothing yet.</summary>
    /// <param name="id">The source's id.</param>
    /// <param name="dataFolder">The folder of the lake and the state, which is no part of what is watched.</param>
    /// <param name="clock">The clock.</param>
    public virtual ILiveSource? OpenLive(string id, string dataFolder, TimeProvider clock) => null;

    /// <summary>Reads the keys of a source's type.</summary>
    internal static SourceSettings Parse(SourceKeys keys, string folder)
    {
        keys.Yaml.Text("type");
        return keys.Yaml.OneOf("type", "", "folder", "s3", "sqs") switch
        {
            "folder" => FolderSourceSettings.Of(keys, folder),
            "s3" => S3SourceSettings.Of(keys),
            _ => SqsSourceSettings.Of(keys),
        };
    }
}
