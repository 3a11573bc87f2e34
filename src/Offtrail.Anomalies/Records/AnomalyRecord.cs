using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>One unusual value in one bucket. A function of the events and of the job's definition alone.</summary>
/// <remarks>Of names that all records of a job share there is one text in memory, however many records are read.</remarks>
[MemoryPackable]
public sealed partial record AnomalyRecord
{
    /// <summary>The job.</summary>
    [InternStringFormatter]
    public required string JobId { get; init; }

    /// <summary>The detector, as people write it.</summary>
    [InternStringFormatter]
    public required string Detector { get; init; }

    /// <summary>Name of the function.</summary>
    [InternStringFormatter]
    public required string Function { get; init; }

    /// <summary>The account whose model judged.</summary>
    [InternStringFormatter]
    public required string Scope { get; init; }

    /// <summary>Start of the bucket, microseconds since 1970 UTC.</summary>
    public required long Bucket { get; init; }

    /// <summary>Length of the bucket.</summary>
    public required TimeSpan Span { get; init; }

    /// <summary>ECS name of the by field; empty when the detector has none.</summary>
    [InternStringFormatter]
    public required string ByField { get; init; }

    /// <summary>The unusual value, or the one whose number is unusual; for an entity: the entity. Empty without a by field.</summary>
    public required string ByValue { get; init; }

    /// <summary>ECS name of the field that the number was taken of; empty for counts of events and other functions.</summary>
    [InternStringFormatter]
    public string FieldName { get; init; } = "";

    /// <summary>ECS name of the field whose values are the population; null when the detector has none.</summary>
    [InternStringFormatter]
    public string? OverField { get; init; }

    /// <summary>ECS name of the partition field; null when the detector has none.</summary>
    [InternStringFormatter]
    public string? PartitionField { get; init; }

    /// <summary>The partition, or the member of the population; empty when the detector has neither.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Start of the first bucket of the episode that this record continues, microseconds; null when it continues none.</summary>
    [PlainNullable<long>]
    public long? Episode { get; init; }

    /// <summary>Chance that an active bucket shows something at least as unusual, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>How often something at least as unusual turns up here when nothing is wrong: once in so many days.</summary>
    public required double ReturnDays { get; init; }

    /// <summary>0 to 100, from <see cref="ReturnDays"/> by <see cref="RecordScore"/>.</summary>
    public required double Score { get; init; }

    /// <summary>For rare: 1, the value is in this bucket.</summary>
    public required double Actual { get; init; }

    /// <summary>For rare: the share of active buckets that held the value until now, aged; 0 when it was never seen.</summary>
    public required double Typical { get; init; }

    /// <summary>Whether the scope had too little history to judge.</summary>
    public required bool Learning { get; init; }

    /// <summary>What the model knew when it judged.</summary>
    public required AnomalyHistory History { get; init; }

    /// <summary>Events with the value, from the bucket's start on, repeats included.</summary>
    public required long EventCount { get; init; }

    /// <summary>Time of the first event, microseconds.</summary>
    public required long FirstEvent { get; init; }

    /// <summary>Time of the event with which the record is complete, microseconds: a rule can see it from then on.</summary>
    [PlainNullable<long>]
    public long? CompleteAt { get; init; }

    /// <summary>Time of the last event, repeats included, microseconds.</summary>
    public required long LastEvent { get; init; }

    /// <summary>Later active buckets in which the value came again and that belong to this anomaly.</summary>
    public required int Repeats { get; init; }

    /// <summary>Other values that are new to the partition in the same bucket and that an alert takes together with this one; else empty.</summary>
    public IReadOnlyList<string> OtherValues { get; init; } = [];

    /// <summary>The record of a row that a detector found unusual.</summary>
    internal static AnomalyRecord Of(JobDefinition job, Detector detector, BucketValue row, Judgement judged) => new()
    {
        JobId = job.Id,
        Detector = detector.Description,
        Function = detector.FunctionName,
        Scope = row.Scope,
        Bucket = row.Bucket,
        Span = job.BucketSpan,
        ByField = detector.ByField,
        ByValue = row.Value,
        FieldName = detector.FieldName,
        OverField = detector.OverField,
        PartitionField = detector.PartitionField,
        Partition = row.Partition,
        Probability = judged.Probability,
        ReturnDays = judged.ReturnDays,
        Score = judged.Score,
        Actual = judged.Actual,
        Typical = judged.Typical,
        Learning = judged.Learning,
        History = judged.History,
        EventCount = row.Count,
        FirstEvent = row.First,
        LastEvent = row.Last,
        Repeats = 0,
    };

    /// <summary>The field that has <see cref="Partition"/>; null without one.</summary>
    [MemoryPackIgnore]
    public string? DividedBy => OverField ?? PartitionField;

    /// <summary>What belongs to this anomaly when it comes again soon: its value; of a time, or of rare values together, anything of the partition.</summary>
    [MemoryPackIgnore]
    internal string RepeatsAs => History is HourHistory || Function == FunctionName.FreqRare ? "" : ByValue;

    /// <summary>Whether other records may be the same finding.</summary>
    [MemoryPackIgnore]
    public bool MayShareFinding => History is NoveltyHistory;

    /// <summary>What an alert of this record stands for: all that is new to a partition in a bucket is one finding.</summary>
    [MemoryPackIgnore]
    public string Finding => MayShareFinding
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{JobId}\n{Detector}\n{Scope}\n{Bucket}\n\n{Partition}")
        : Identity;

    /// <summary>What tells this record from all others, also over recalculations. The partition's length behind it keeps values with line breaks apart.</summary>
    [MemoryPackIgnore]
    public string Identity => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{JobId}\n{Detector}\n{Scope}\n{Bucket}\n{ByValue}{(Partition.Length == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\n{Partition}\n{Partition.Length}"))}");
}
