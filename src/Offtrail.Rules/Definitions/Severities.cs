using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>The severities of rules and alerts.</summary>
public static class Severities
{
    /// <summary>From the least to the most severe.</summary>
    public static IReadOnlyList<string> All { get; } = ["low", "medium", "high", "critical"];

    /// <summary>The place of a severity among all, from 0.</summary>
    public static int Rank(string severity) => Math.Max(0, All.IndexOf(severity));

    internal static string Parse(YamlMapping yaml, bool required = false) =>
        required ? yaml.OneOf("severity", yaml.Text("severity"), [.. All]) : yaml.OneOf("severity", All[0], [.. All]);

    private static int IndexOf(this IReadOnlyList<string> all, string severity)
    {
        for (var i = 0; i < all.Count; i++) if (all[i] == severity) return i;
        return -1;
    }
}
