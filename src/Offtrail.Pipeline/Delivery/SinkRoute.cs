using Offtrail.Anomalies;
using Offtrail.Lake;
using Offtrail.Sinks;
using Offtrail.State;

namespace Offtrail.Pipeline;

/// <summary>A sink, and which alerts go there. Read from YAML by <see cref="SinkList.Parse"/>.</summary>
public sealed record SinkRoute
{
    private static readonly string[] s_severities = ["low", "medium", "high", "critical"];

    /// <summary>Names the sink. With another id it is another sink: nothing is known to have been delivered there.</summary>
    public required string Id { get; init; }

    /// <summary>file, stdout, webhook, slack, syslog or smtp.</summary>
    public required string Type { get; init; }

    /// <summary>How alerts get there.</summary>
    public required SinkSettings Settings { get; init; }

    /// <summary>Ids of rules; empty for all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Least score, 0 to 100. Default 0.</summary>
    public int LeastScore { get; init; }

    /// <summary>low, medium, high, critical; empty for all.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>What an event behind the alert must be; null for anything.</summary>
    public Filter? When { get; init; }

    /// <summary><see cref="When"/> as it is written; null for anything.</summary>
    public string? WhenText { get; init; }

    /// <summary>How long an attempt may take. Default 10 s, from 1 s to 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an alert is tried, from its first attempt on. Default 24 h, from 1 min to 30 d.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether an alert goes there. Where the values that it keeps leave open whether any of its events meets the condition, it does: one too many is better than one too few.</summary>
    public bool Takes(StoredAlert alert) =>
        alert.Score >= LeastScore
        && (Rules.Count == 0 || Rules.Contains(alert.RuleId, StringComparer.Ordinal))
        && (Severities.Count == 0 || Severities.Contains(alert.Severity, StringComparer.Ordinal))
        && (When is null || !ExceptionMatch.All(new Negation(When), AlertValues.Of(alert.Document)));

    /// <summary>Reads an entry.</summary>
    internal static SinkRoute Parse(YamlMapping yaml, string folder, IReadOnlyCollection<string> rules)
    {
        var route = new SinkRoute
        {
            Id = JobDefinition.Identifier(yaml, "id"),
            Type = yaml.Text("type"),
            Settings = SinkSettings.Parse(yaml, folder),
            Rules = yaml.Texts("rules"),
            LeastScore = yaml.Number("least_score", 0, 0, 100),
            Severities = yaml.Texts("severities"),
            WhenText = yaml.TextOrNull("when"),
            When = Condition(yaml),
            Timeout = yaml.Duration("timeout", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            GiveUpAfter = yaml.Duration("give_up_after", TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        };
        if (route.Rules.FirstOrDefault(r => !rules.Contains(r)) is { } unknown) throw yaml.Wrong("rules", $"there is no rule \"{unknown}\"; right would be one of {string.Join(", ", rules.Order(StringComparer.Ordinal))}");
        if (route.Severities.FirstOrDefault(s => !s_severities.Contains(s)) is { } wrong) throw yaml.Wrong("severities", $"there is no severity \"{wrong}\"; right would be {string.Join(", ", s_severities)}");
        yaml.Finish();
        return route;
    }

    private static Filter? Condition(YamlMapping yaml)
    {
        if (yaml.TextOrNull("when") is not { } when) return null;
        return ExceptionFilter.Fault(when, FilterLists.None, "an alert keeps no single times; right would be a condition without @timestamp") is { } fault ? throw yaml.Wrong("when", fault) : FilterText.Parse(when);
    }
}
