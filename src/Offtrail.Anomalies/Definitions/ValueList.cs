namespace Offtrail.Anomalies;

/// <summary>A named list of values that jobs share. Read from YAML by <see cref="Parse"/>.</summary>
/// <param name="Id">Identifies the list.</param>
/// <param name="Description">What the values have in common.</param>
/// <param name="Values">The values; a <c>*</c> at the end of one stands for any ending.</param>
public sealed record ValueList(string Id, string Description, IReadOnlyList<string> Values)
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="DefinitionException">A key is unknown, missing or wrong.</exception>
    public static ValueList Parse(string text, string file)
    {
        var yaml = YamlMapping.Parse(text, file);
        var list = new ValueList(JobDefinition.Identifier(yaml, "id"), yaml.Text("description"), yaml.Texts("values"));
        if (list.Values.Count == 0) throw yaml.Wrong("values", "values is empty; right would be a list, such as [StopLogging, DeleteTrail]");
        if (Misread(list.Values) is { } wrong) throw yaml.Wrong("values", $"values has \"{wrong}\"; right would be a single * at the end, such as AddPermission*");
        yaml.Finish();
        return list;
    }

    /// <summary>A value whose <c>*</c> is not a single one at its end, where alone it stands for anything; null when there is none.</summary>
    internal static string? Misread(IEnumerable<string> values) =>
        values.FirstOrDefault(v => v.AsSpan().TrimEnd('*').Contains('*') || v.EndsWith("**", StringComparison.Ordinal));
}
