using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests;

/// <summary>Jobs, rules and anomaly records for tests, with one thing changed.</summary>
internal static class Made
{
    public const long Hour = 3_600_000_000;
    public const long Day = 24 * Hour;

    /// <summary>2026-05-01, in microseconds.</summary>
    public const long May = 1_777_593_600_000_000;

    public static Detector Detector { get; } = new(DetectorFunction.Rare, "aws.cloudtrail.error_code");

    public static JobDefinition Job { get; } = new()
    {
        Id = "rare_error_code",
        Name = "Rare error code",
        Description = "Calls that fail in a new way.",
        Detectors = [Detector],
        Influencers = ["source.ip"],
    };

    public static RuleDefinition Rule { get; } = new()
    {
        Id = "rare_error_code",
        Name = "Rare AWS Error Code",
        Description = "What it means.",
        Version = 1,
        Author = "us",
        License = "Apache-2.0",
        Severity = "low",
        RiskScore = 21,
        JobIds = ["rare_error_code"],
        Threshold = 50,
        From = TimeSpan.FromHours(2),
        Interval = TimeSpan.FromMinutes(15),
        MaxAlerts = 100,
        Tags = ["Cloud"],
        Threats = [new Threat("TA0007", "Discovery", "T1580", "Cloud Infrastructure Discovery")],
    };

    /// <summary>For rules: every field with a dot is one, and every condition but "wrong" is right.</summary>
    public static RuleVocabulary Vocabulary { get; } = new(f => f.Contains('.', StringComparison.Ordinal), when => when == "wrong" ? "it is wrong" : null);

    /// <summary>Evidence of events that all have these values.</summary>
    public static Evidence Behind(params ReadOnlySpan<(string Field, string Value)> values)
    {
        var fields = new Dictionary<string, FieldValues>(StringComparer.Ordinal);
        foreach (var (field, value) in values) fields[field] = new FieldValues([.. fields.GetValueOrDefault(field, FieldValues.None).Top, new ValueCount(value, 3)], 0);
        return new Evidence(["e1"], 3, fields);
    }

    public static AnomalyRecord Record(double score = 60, long bucket = May, string value = "Client.Unusual", string scope = "111122223333", long? firstEvent = null, bool learning = false) => new()
    {
        JobId = "rare_error_code",
        Detector = "rare by aws.cloudtrail.error_code",
        Function = "rare",
        Scope = scope,
        Bucket = bucket,
        Span = TimeSpan.FromHours(1),
        ByField = "aws.cloudtrail.error_code",
        ByValue = value,
        Probability = 0.01,
        ReturnDays = 10,
        Score = score,
        Actual = 1,
        Typical = 0,
        Learning = learning,
        History = new RareHistory(540, 23, 12, 0, null, 21),
        EventCount = 3,
        FirstEvent = firstEvent ?? bucket + 60_000_000,
        LastEvent = (firstEvent ?? bucket) + 120_000_000,
        Repeats = 0,
    };
}
