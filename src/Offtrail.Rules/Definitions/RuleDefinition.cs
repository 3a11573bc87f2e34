using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>Turns anomaly records over a threshold into alerts, on a schedule with a look-back. Read from YAML by <see cref="Parse"/>.</summary>
public sealed record RuleDefinition
{
    /// <summary>Identifies the rule. Lower-case letters, digits and underscores.</summary>
    public required string Id { get; init; }

    /// <summary>A short title.</summary>
    public required string Name { get; init; }

    /// <summary>What it means when the rule raises an alert.</summary>
    public required string Description { get; init; }

    /// <summary>Counts changes of the rule. From 1.</summary>
    public required int Version { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>Its licence.</summary>
    public required string License { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>0 to 100.</summary>
    public required int RiskScore { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What raises it without an attack.</summary>
    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    /// <summary>ATT&amp;CK techniques.</summary>
    public IReadOnlyList<Threat> Threats { get; init; } = [];

    /// <summary>Id of the job whose records it takes.</summary>
    public required string JobId { get; init; }

    /// <summary>Least score of a record, 0 to 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>How far a run looks back. From 1 min to 7 d.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Time between runs; they take place at its multiples since 1970 UTC. From 1 min to 1 d.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Alerts that one run raises at most; the others wait for the next. Default 100, from 1 to 10,000.</summary>
    public required int MaxAlerts { get; init; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static RuleDefinition Parse(string text, string file)
    {
        var yaml = YamlMapping.Parse(text, file);
        yaml.OneOf("type", "machine_learning", "machine_learning");
        var rule = new RuleDefinition
        {
            Id = JobDefinition.Identifier(yaml, "id"),
            Name = yaml.Text("name"),
            Description = yaml.Text("description"),
            Version = yaml.Number("version", null, 1, int.MaxValue),
            Author = yaml.Text("author"),
            License = yaml.Text("license"),
            Severity = yaml.OneOf("severity", "low", "low", "medium", "high", "critical"),
            RiskScore = yaml.Number("risk_score", null, 0, 100),
            Tags = yaml.Texts("tags"),
            References = yaml.Texts("references"),
            FalsePositives = yaml.Texts("false_positives"),
            Threats = [.. yaml.Mappings("threat").Select(Threat.Parse)],
            JobId = JobDefinition.Identifier(yaml, "job"),
            Threshold = yaml.Number("anomaly_threshold", null, 0, 100),
            From = yaml.LookBack("from", TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
            Interval = yaml.Duration("interval", null, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            MaxAlerts = yaml.Number("max_alerts", 100, 1, 10_000),
        };
        yaml.Finish();
        return rule;
    }
}
