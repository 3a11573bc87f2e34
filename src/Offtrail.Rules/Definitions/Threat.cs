using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>A technique of MITRE ATT&amp;CK with the tactic that it serves, or a tactic alone.</summary>
/// <param name="TacticId">Id of the tactic.</param>
/// <param name="TacticName">Its name.</param>
/// <param name="TechniqueId">Id of the technique; null for the tactic alone.</param>
/// <param name="TechniqueName">Its name; null for the tactic alone.</param>
public sealed record Threat(string TacticId, string TacticName, string? TechniqueId, string? TechniqueName)
{
    internal static Threat Parse(YamlMapping yaml)
    {
        var (id, name) = (yaml.TextOrNull("technique_id"), yaml.TextOrNull("technique_name"));
        var threat = new Threat(yaml.Text("tactic_id"), yaml.Text("tactic_name"), name is null ? id : yaml.Text("technique_id"), id is null ? name : yaml.Text("technique_name"));
        yaml.Finish();
        return threat;
    }
}
