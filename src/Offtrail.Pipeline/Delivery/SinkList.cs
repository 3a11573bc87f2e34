using Offtrail.Anomalies;
using Offtrail.Rules;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>The sinks of a user: one YAML file in the data folder (docs/sinks.md).</summary>
/// <param name="All">In the order of the file.</param>
public sealed record SinkList(IReadOnlyList<SinkRoute> All)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "sinks.yaml";

    /// <summary>None.</summary>
    public static SinkList Empty { get; } = new([]);

    /// <summary>
    /// Notes of alerts, for each sink that takes them, that they are to go there. Inside the transaction that raises them, so that there is no alert of
    /// which a crash loses that. Gives how many deliveries were new.
    /// </summary>
    public int Enqueue(StateStore state, IEnumerable<StoredAlert> alerts, long nowMicros) => alerts.Sum(alert => All.Count(s => s.Takes(alert) && state.Outbox.Add(s.Id, alert.Id, nowMicros, nowMicros + (s.Settings.Digest.Ticks / TimeSpan.TicksPerMicrosecond))));

    /// <summary>Those of a data folder; none when it has no such file.</summary>
    /// <exception cref="DefinitionException">The file is wrong.</exception>
    public static SinkList Of(string dataFolder, Pack pack, IEnumerable<RuleDefinition> more)
    {
        var file = Path.Combine(dataFolder, FileName);
        return File.Exists(file) ? Parse(UserFile.Read(file), file, [.. pack.RulesById.Keys.Union(more.Select(r => r.Id))]) : Empty;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file: its name is for messages, its folder is what paths in it are relative to.</param>
    /// <param name="rules">Ids of the rules that there are.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static SinkList Parse(string text, string file, IReadOnlyCollection<string> rules)
    {
        var yaml = YamlMapping.Parse(text, file);
        var all = new List<SinkRoute>();
        foreach (var entry in yaml.Mappings("sinks"))
        {
            var route = SinkRoute.Parse(entry, Path.GetDirectoryName(Path.GetFullPath(file))!, rules);
            if (all.Any(s => s.Id == route.Id)) throw entry.Wrong("id", $"there are two sinks \"{route.Id}\"; right would be another id");
            all.Add(route);
        }

        yaml.Finish();
        return new SinkList(all);
    }
}
