using Offtrail.Anomalies;

namespace Offtrail.Rules;

/// <summary>A technique of MITRE ATT&amp;CK with the tactic that it serves.</summary>
public sealed record Threat(string TacticId, string TacticName, string TechniqueId, string TechniqueName)
{
    internal static Threat Parse(YamlMapping yaml)
    {
        var threat = new Threat(yaml.Text("tactic_id"), yaml.Text("tactic_name"), yaml.Text("technique_id"), yaml.Text("technique_name"));
        yaml.Finish();
        return threat;
    }
}
