using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Offtrail.Anomalies;

/// <summary>An anomaly detection job: which events, in which buckets, judged how. Read from YAML by <see cref="Parse"/>.</summary>
public sealed record JobDefinition
{
    /// <summary>Identifies the job. Lower-case letters, digits and underscores.</summary>
    public required string Id { get; init; }

    /// <summary>A short title.</summary>
    public required string Name { get; init; }

    /// <summary>What attack the job sees and what makes it noisy.</summary>
    public required string Description { get; init; }

    /// <summary>Length of a bucket. Default 1 h, from 1 min to 1 d. Buckets begin at multiples of it since 1970 UTC.</summary>
    public TimeSpan BucketSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its time an event is taken to be delivered. Default 20 min (CloudTrail delivers within about 15), to 1 d.</summary>
    public TimeSpan QueryDelay { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>What is judged. At least one, or none for a job of an <see cref="Entity"/>.</summary>
    public required IReadOnlyList<Detector> Detectors { get; init; }

    /// <summary>Which other jobs' signs add up on an entity; null for a job with detectors.</summary>
    public EntityDefinition? Entity { get; init; }

    /// <summary>Whose history judges. Default: each account its own.</summary>
    public JobScope Scope { get; init; }

    /// <summary>Which events count, in the form of <c>offtrail events --where</c>; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Values that weigh more when a partition has them for the first time; empty for none.</summary>
    public IReadOnlyList<string> SensitiveValues { get; init; } = [];

    /// <summary>ECS names of fields to which an anomaly may be put down.</summary>
    public IReadOnlyList<string> Influencers { get; init; } = [];

    /// <summary>Time after which an observation counts half. Default 30 d, from 1 d to 3650 d.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Time from an anomaly on in which the same value belongs to it. Default 24 h, from 0 to 30 d.</summary>
    public TimeSpan SuppressRepeat { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Active buckets before a scope is no longer learning. Default 20, from 1 to 10,000.</summary>
    public int LearningBuckets { get; init; } = 20;

    /// <summary>Time before a scope is no longer learning. Default 3 d, from 0 to 365 d.</summary>
    public TimeSpan LearningTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>What is left out although it would be unusual; from a <see cref="Tuning"/>.</summary>
    public IReadOnlyList<SkipRule> Skips { get; init; } = [];

    /// <summary>Times of planned work; from a <see cref="Tuning"/>.</summary>
    public IReadOnlyList<PlannedTime> Planned { get; init; } = [];

    /// <summary>The values of a feed that the models may see.</summary>
    /// <param name="detector">The detector; null for the activity of the entity.</param>
    /// <param name="values">The feed.</param>
    public IEnumerable<BucketValue> Seen(Detector? detector, IEnumerable<BucketValue> values)
    {
        var span = BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond;
        return Skips.All(s => s.Learn) && Planned.Count == 0 ? values
            : values.Where(row => !Planned.Any(p => p.Touches(row, span)) && !Skips.Any(s => !s.Learn && s.Matches(row, detector, Entity?.Field)));
    }

    /// <summary>Whether something is learned but raises nothing.</summary>
    internal bool SkipsResult(BucketValue row, Detector? detector) => Skips.Count > 0 && Skips.Any(s => s.Matches(row, detector, Entity?.Field));

    /// <summary>End of the newest bucket that is complete, microseconds: what lies the query delay behind the newest event is taken to be delivered.</summary>
    /// <param name="newestEvent">Time of the newest event, microseconds since 1970 UTC.</param>
    public long LastEnd(long newestEvent)
    {
        var complete = newestEvent - (QueryDelay.Ticks / TimeSpan.TicksPerMicrosecond);
        return complete - (complete % (BucketSpan.Ticks / TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>
    /// The same for all definitions that give the same records: what was noted under another one is of no use. Names, texts,
    /// influencers and the query delay do not count.
    /// </summary>
    public string Fingerprint()
    {
        var judged = this with { Name = "", Description = "", Influencers = [], QueryDelay = TimeSpan.Zero };
        var text = string.Create(CultureInfo.InvariantCulture, $"{StateBytes.Version}\n{JsonSerializer.Serialize(judged)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="known">What it may name.</param>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static JobDefinition Parse(string text, string file, JobVocabulary known)
    {
        var yaml = YamlMapping.Parse(text, file);
        var model = yaml.Mapping("model");
        var job = new JobDefinition
        {
            Id = Identifier(yaml, "id"),
            Name = yaml.Text("name"),
            Description = yaml.Text("description"),
            BucketSpan = yaml.Duration("bucket_span", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)),
            QueryDelay = yaml.Duration("query_delay", TimeSpan.FromMinutes(20), TimeSpan.Zero, TimeSpan.FromDays(1)),
            Detectors = [.. yaml.Mappings("detectors").Select(d => ParseDetector(d, known))],
            Entity = EntityDefinition.Parse(yaml.Mapping("entity"), known.IsField),
            Scope = yaml.OneOf("scope", "account", "account", "organization") == "account" ? JobScope.Account : JobScope.Organization,
            Filter = ParseFilter(yaml, known),
            SensitiveValues = ListOf(yaml, "sensitive_values", known) ?? [],
            Influencers = Fields(yaml, "influencers", known.IsField),
            HalfLife = model?.Duration("half_life", TimeSpan.FromDays(30), TimeSpan.FromDays(1), TimeSpan.FromDays(3650)) ?? TimeSpan.FromDays(30),
            SuppressRepeat = model?.Duration("suppress_repeat", TimeSpan.FromDays(1), TimeSpan.Zero, TimeSpan.FromDays(30)) ?? TimeSpan.FromDays(1),
            LearningBuckets = model?.Number("learning_buckets", 20, 1, 10_000) ?? 20,
            LearningTime = model?.Duration("learning_time", TimeSpan.FromDays(3), TimeSpan.Zero, TimeSpan.FromDays(365)) ?? TimeSpan.FromDays(3),
        };
        model?.Finish();
        yaml.Finish();
        if (job.Entity is null == (job.Detectors.Count == 0)) throw yaml.Wrong("detectors", "a job has either detectors or an entity, and one of them it must have");
        return job;
    }

    /// <summary>An id: it names things in the state and in alerts.</summary>
    public static string Identifier(YamlMapping yaml, string key) => Checked(yaml, key, yaml.Text(key));

    /// <summary>A list of ids, at least one.</summary>
    public static IReadOnlyList<string> Identifiers(YamlMapping yaml, string key)
    {
        var ids = yaml.Texts(key);
        if (ids.Count == 0) throw yaml.Wrong(key, $"{key} is an empty list; right would be an id, or a list of them");
        return [.. ids.Select(id => Checked(yaml, key, id)).Distinct(StringComparer.Ordinal)];
    }

    private static string Checked(YamlMapping yaml, string key, string id) =>
        id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? id
            : throw yaml.Wrong(key, $"{key} is \"{id}\"; right would be lower-case letters, digits and \"_\", at most 64");

    private static Detector ParseDetector(YamlMapping yaml, JobVocabulary known)
    {
        var name = yaml.Text("function");
        if (!FunctionName.TryParse(name, out var function, out var side))
            throw yaml.Wrong("function", $"function is \"{name}\"; right would be {string.Join(", ", FunctionName.All)}");
        var isMetric = FunctionName.IsMetric(function);
        var countsEvents = function is DetectorFunction.Count or DetectorFunction.NonZeroCount;
        var detector = new Detector(function, FunctionName.IsTime(function) ? "" : FieldOf("by_field_name", !isMetric) ?? "", FieldOf("partition_field_name", false))
        {
            FieldName = isMetric ? FieldOf("field_name", !countsEvents) ?? "" : "",
            OverField = FunctionName.IsTime(function) ? null : FieldOf("over_field_name", false),
            Side = isMetric ? side : MetricSide.Both,
        };
        if (detector is { OverField: not null, PartitionField: not null })
            throw yaml.Wrong("over_field_name", "a detector has either over_field_name or partition_field_name; accounts are kept apart by the job's scope");
        if (detector is { Function: DetectorFunction.FreqRare, PartitionField: not null })
            throw yaml.Wrong("partition_field_name", "freq_rare compares members of a population; right would be over_field_name");
        if (detector.FieldName.Length > 0 || (!isMetric && detector.ByField.Length > 0)) detector = detector with { ByValues = ListOf(yaml, "by_values", known) };
        yaml.Finish();
        return detector;

        string? FieldOf(string key, bool needed) =>
            (needed ? yaml.Text(key) : yaml.TextOrNull(key)) is { } field ? Field(yaml, key, field, known.IsField) : null;
    }

    private static string? ParseFilter(YamlMapping yaml, JobVocabulary known)
    {
        if (yaml.TextOrNull("filter") is not { } filter) return null;
        return known.FilterFault(filter) is { } fault ? throw yaml.Wrong("filter", fault) : filter;
    }

    private static IReadOnlyList<string>? ListOf(YamlMapping yaml, string key, JobVocabulary known)
    {
        if (yaml.TextOrNull(key) is not { } id) return null;
        return known.List(id)?.Values ?? throw yaml.Wrong(key, $"{key} names the list \"{id}\", which is not there");
    }

    private static List<string> Fields(YamlMapping yaml, string key, Func<string, bool> isField) =>
        [.. yaml.Texts(key).Select(field => Field(yaml, key, field, isField))];

    private static string Field(YamlMapping yaml, string key, string field, Func<string, bool> isField) =>
        isField(field) ? field : throw yaml.Wrong(key, $"{key} names \"{field}\", which is no field of the lake (docs/fields.md lists them)");
}
