namespace Offtrail.Exchange;

/// <summary>
/// Fields that Elastic's documents of CloudTrail have and the lake has no column for, since all its events have the same value:
/// a condition on one is always met, or never.
/// </summary>
internal static class ConstantFields
{
    private static readonly Dictionary<string, string?> s_values = new(StringComparer.Ordinal)
    {
        ["event.dataset"] = "aws.cloudtrail",
        ["data_stream.dataset"] = "aws.cloudtrail",
        ["data_stream.type"] = "logs",
        ["event.module"] = "aws",
        ["service.type"] = "aws",
        ["fileset.name"] = "cloudtrail",
        ["cloud.provider"] = "aws",
        ["_tier"] = null, // where an index is stored
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => s_values.Keys;

    /// <summary>Whether it is one, and the value that it always has; null when it never has one.</summary>
    public static bool TryFind(string field, out string? value) => s_values.TryGetValue(field, out value);
}
