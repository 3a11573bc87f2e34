using Offtrail.Anomalies;

namespace Offtrail.Pipeline;

/// <summary>A source of the service. Read from YAML by <see cref="SourceList.Parse"/>.</summary>
public sealed record SourceRoute
{
    /// <summary>Names the source in output, metrics and the environment.</summary>
    public required string Id { get; init; }

    /// <summary>folder, s3 or sqs.</summary>
    public required string Type { get; init; }

    /// <summary>What it reads, and how.</summary>
    public required SourceSettings Settings { get; init; }

    /// <summary>Reads an entry.</summary>
    internal static SourceRoute Parse(YamlMapping yaml, string folder, Func<string, string?> environment)
    {
        var id = JobDefinition.Identifier(yaml, "id");
        var keys = new SourceKeys(yaml, id, environment);
        var route = new SourceRoute { Id = id, Type = yaml.Text("type"), Settings = SourceSettings.Parse(keys, folder) };
        yaml.Finish();
        return route;
    }
}
