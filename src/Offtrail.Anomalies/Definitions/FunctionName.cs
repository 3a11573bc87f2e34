namespace Offtrail.Anomalies;

/// <summary>The names of functions in definitions and alerts: <c>rare</c>, <c>high_distinct_count</c>, …</summary>
public static class FunctionName
{
    /// <summary>The name of <see cref="DetectorFunction.FreqRare"/>.</summary>
    public const string FreqRare = "freq_rare";

    private static readonly (string Name, DetectorFunction Function)[] s_names =
    [
        ("rare", DetectorFunction.Rare), (FreqRare, DetectorFunction.FreqRare), ("count", DetectorFunction.Count), ("non_zero_count", DetectorFunction.NonZeroCount),
        ("distinct_count", DetectorFunction.DistinctCount), ("sum", DetectorFunction.Sum), ("mean", DetectorFunction.Mean), ("min", DetectorFunction.Min),
        ("max", DetectorFunction.Max), ("time_of_day", DetectorFunction.TimeOfDay), ("time_of_week", DetectorFunction.TimeOfWeek),
    ];

    /// <summary>All names that a definition may use.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. s_names.SelectMany(n => IsMetric(n.Function) ? new[] { n.Name, $"high_{n.Name}", $"low_{n.Name}" } : [n.Name])];

    /// <summary>Whether the function judges a number of each bucket.</summary>
    public static bool IsMetric(DetectorFunction function) => function is >= DetectorFunction.Count and <= DetectorFunction.Max;

    /// <summary>Whether the function judges when there is activity.</summary>
    public static bool IsTime(DetectorFunction function) => function is DetectorFunction.TimeOfDay or DetectorFunction.TimeOfWeek;

    /// <summary>Reads a name, and on which side values are unusual.</summary>
    public static bool TryParse(string name, out DetectorFunction function, out MetricSide side)
    {
        side = name.StartsWith("high_", StringComparison.Ordinal) ? MetricSide.High : name.StartsWith("low_", StringComparison.Ordinal) ? MetricSide.Low : MetricSide.Both;
        var plain = side == MetricSide.Both ? name : name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..];
        var found = s_names.FirstOrDefault(n => n.Name == plain);
        function = found.Function;
        return found.Name is not null && (side == MetricSide.Both || IsMetric(function));
    }

    /// <summary>The name of a function.</summary>
    public static string Of(DetectorFunction function, MetricSide side)
    {
        if (function == DetectorFunction.Entity) return "entity";
        var name = s_names.First(n => n.Function == function).Name;
        return !IsMetric(function) ? name : side switch { MetricSide.High => $"high_{name}", MetricSide.Low => $"low_{name}", _ => name };
    }
}
