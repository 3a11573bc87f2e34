namespace Offtrail.Anomalies;

/// <summary>A job whose signs count for an entity.</summary>
/// <param name="JobId">The job; its detector is <c>rare</c> with the entity's field as partition.</param>
/// <param name="Group">Signs of one group tell the same story: the strongest counts whole, the others half.</param>
public sealed record EntityPart(string JobId, string Group)
{
    internal static EntityPart Parse(YamlMapping yaml)
    {
        var part = new EntityPart(JobDefinition.Identifier(yaml, "job"), JobDefinition.Identifier(yaml, "group"));
        yaml.Finish();
        return part;
    }
}
