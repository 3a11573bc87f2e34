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

    /// <summary>Ids of the jobs whose records it takes. The most alerts of a run are counted for each.</summary>
    public required IReadOnlyList<string> JobIds { get; init; }

    /// <summary>Least score of a record, 0 to 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>How far a run looks back. From 1 min to 7 d.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Time between runs; they take place at its multiples since 1970 UTC. From 1 min to 1 d.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Alerts that one run raises at most; the others wait for the next. Default 100, from 1 to 10,000.</summary>
    public required int MaxAlerts { get; init; }

    /// <summary>Whether it runs unless others are named. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What to do about an alert, as Markdown; field names in braces stand for the alert's values. Null when nobody wrote it.</summary>
    public string? Guide { get; init; }

    /// <summary>What must be so for it to work, as Markdown. Null when nothing must.</summary>
    public string? Setup { get; init; }

    /// <summary>Which alerts are folded into others; null for none.</summary>
    public AlertSuppression? Suppression { get; init; }

    /// <summary>Other severities; of those that apply the most severe counts.</summary>
    public IReadOnlyList<SeverityMapping> SeverityMappings { get; init; } = [];

    /// <summary>Other risk scores; of those that apply the highest counts.</summary>
    public IReadOnlyList<RiskScoreMapping> RiskScoreMappings { get; init; } = [];

    /// <summary>What is harmless.</summary>
    public IReadOnlyList<RuleException> Exceptions { get; init; } = [];

    /// <summary>The event fields that an alert of it needs beside those that all have.</summary>
    public IEnumerable<string> Fields => SeverityMappings.Select(m => m.Field).Concat(RiskScoreMappings.Select(m => m.Field)).Concat(Suppression?.GroupBy ?? []);

    /// <summary>The rule with the severity and the risk score that an alert with these events has.</summary>
    public RuleDefinition For(Evidence evidence)
    {
        var severities = SeverityMappings.Where(m => evidence.Of(m.Field).Top.Any(v => v.Value == m.Value)).Select(m => m.Severity).ToArray();
        var scores = RiskScoreMappings.SelectMany(m => evidence.Of(m.Field).Top.Select(v => m.Of(v.Value))).OfType<int>().ToArray();
        if (severities.Length + scores.Length == 0) return this;
        return this with { Severity = severities.MaxBy(Severities.Rank) ?? Severity, RiskScore = scores.Length > 0 ? scores.Max() : RiskScore };
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="known">What it may name.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static RuleDefinition Parse(string text, string file, RuleVocabulary known)
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
            Severity = Severities.Parse(yaml),
            RiskScore = yaml.Number("risk_score", null, 0, 100),
            Tags = yaml.Texts("tags"),
            References = yaml.Texts("references"),
            FalsePositives = yaml.Texts("false_positives"),
            Threats = [.. yaml.Mappings("threat").Select(Threat.Parse)],
            JobIds = yaml.IsList("job") ? JobDefinition.Identifiers(yaml, "job") : [JobDefinition.Identifier(yaml, "job")],
            Threshold = yaml.Number("anomaly_threshold", null, 0, 100),
            From = yaml.LookBack("from", TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
            Interval = yaml.Duration("interval", null, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            MaxAlerts = yaml.Number("max_alerts", 100, 1, 10_000),
            Enabled = yaml.OneOf("enabled", "true", "true", "false") == "true",
            Guide = yaml.TextOrNull("guide"),
            Setup = yaml.TextOrNull("setup"),
            Suppression = AlertSuppression.Parse(yaml.Mapping("alert_suppression"), known),
            SeverityMappings = [.. yaml.Mappings("severity_mapping").Select(m => SeverityMapping.Parse(m, known))],
            RiskScoreMappings = [.. yaml.Mappings("risk_score_mapping").Select(m => RiskScoreMapping.Parse(m, known))],
            Exceptions = [.. yaml.Mappings("exceptions").Select(e => Exception(e, known))],
        };
        yaml.Finish();
        return rule;
    }

    private static RuleException Exception(YamlMapping yaml, RuleVocabulary known)
    {
        var exception = RuleException.Parse(yaml, known.ExceptionFault);
        yaml.Finish();
        return exception;
    }
}
