namespace Offtrail.Anomalies;

/// <summary>Which jobs' signs add up on an entity.</summary>
/// <param name="Field">ECS name of the entity's field: the partition field of all parts.</param>
/// <param name="Window">Length of time in which signs belong together. Default 3 h, from one bucket to 7 d.</param>
/// <param name="Parts">The jobs.</param>
public sealed record EntityDefinition(string Field, TimeSpan Window, IReadOnlyList<EntityPart> Parts)
{
    internal static EntityDefinition? Parse(YamlMapping? yaml, Func<string, bool> isField)
    {
        if (yaml is null) return null;
        var field = yaml.Text("field");
        if (!isField(field)) throw yaml.Wrong("field", $"field names \"{field}\", which is no field of the lake (docs/fields.md lists them)");
        var window = yaml.Duration("window", TimeSpan.FromHours(3), TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        var parts = yaml.Mappings("parts").Select(EntityPart.Parse).ToArray();
        if (parts.Length == 0) throw yaml.Wrong("parts", "expected at least one part, such as {job: rare_call_for_an_identity, group: deed}");
        yaml.Finish();
        return new EntityDefinition(field, window, parts);
    }
}
