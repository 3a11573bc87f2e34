using Offtrail.Anomalies;

namespace Offtrail.Exchange;

/// <summary>Makes detectors of ours out of Elastic's.</summary>
internal static class DetectorImport
{
    private static readonly Dictionary<string, string> s_shortNames = new(StringComparer.Ordinal) { ["avg"] = "mean", ["dc"] = "distinct_count", ["nzc"] = "non_zero_count" };

    public static IReadOnlyList<DefinitionYaml> Read(SettingReader analysis, FieldNames fields)
    {
        var detectors = analysis.Objects("detectors");
        return detectors.Count > 0 ? [.. detectors.Select(d => One(d, fields))] : throw analysis.Wrong("detectors", "is missing or empty");
    }

    private static DefinitionYaml One(SettingReader detector, FieldNames fields)
    {
        var named = detector.Text("function");
        var name = LongName(named);
        if (!FunctionName.TryParse(name, out var function, out _)) throw detector.Wrong("function", $"is \"{named}\"; right would be {string.Join(", ", FunctionName.All)}");
        var (value, by, over, partition) = (FieldOf("field_name"), FieldOf("by_field_name"), FieldOf("over_field_name"), FieldOf("partition_field_name"));
        var isMetric = FunctionName.IsMetric(function);
        if (!isMetric && value is not null) throw detector.Wrong("field_name", $"can't be taken: {name} has none");
        if (FunctionName.IsTime(function) && (by ?? over) is not null) throw detector.Wrong(by is null ? "over_field_name" : "by_field_name", $"can't be taken: {name} judges partitions alone; right would be partition_field_name");
        if (!isMetric && !FunctionName.IsTime(function) && by is null) throw detector.Wrong("by_field_name", $"is missing, which {name} needs");
        if (isMetric && value is null && function is not (DetectorFunction.Count or DetectorFunction.NonZeroCount)) throw detector.Wrong("field_name", $"is missing, which {name} needs");
        if (over is not null && partition is not null) throw detector.Wrong("over_field_name", "can't be taken beside partition_field_name: a population is compared over a whole account");
        if (function == DetectorFunction.FreqRare && partition is not null) throw detector.Wrong("partition_field_name", "can't be taken: freq_rare compares members of a population; right would be over_field_name");
        detector.Finish();
        return new DefinitionYaml().Add("function", name).Add("field_name", value).Add("by_field_name", by).Add("over_field_name", over).Add("partition_field_name", partition);

        string? FieldOf(string key) => detector.TextOrNull(key) is { } field ? fields.Column(field) ?? throw detector.Wrong(key, $"is {FieldNames.Unknown(field)}") : null;
    }

    private static string LongName(string name)
    {
        var side = name.StartsWith("high_", StringComparison.Ordinal) ? "high_" : name.StartsWith("low_", StringComparison.Ordinal) ? "low_" : "";
        return side + s_shortNames.GetValueOrDefault(name[side.Length..], name[side.Length..]);
    }
}
