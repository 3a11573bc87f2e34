namespace Offtrail.Exchange;

/// <summary>Makes our flat list of tactics with techniques out of Elastic's tree.</summary>
internal static class ThreatImport
{
    public static IReadOnlyList<DefinitionYaml> Read(SettingReader rule)
    {
        var threats = new List<DefinitionYaml>();
        foreach (var threat in rule.Objects("threat"))
        {
            if (threat.TextOrNull("framework") is { } framework && framework != ElasticThreats.Framework)
            {
                threat.Leave("framework", $"is {framework}; only techniques of {ElasticThreats.Framework} can be named");
                continue;
            }

            var tactic = threat.Object("tactic") ?? throw threat.Wrong("tactic", "is missing");
            var (id, name) = (tactic.Text("id"), tactic.Text("name"));
            tactic.Finish();
            var techniques = threat.Objects("technique");
            if (techniques.Count == 0) threats.Add(Entry(id, name, null, null));
            foreach (var technique in techniques) threats.AddRange(Techniques(technique).Select(t => Entry(id, name, t.Id, t.Name)));
            threat.Finish();
        }

        return threats;
    }

    /// <summary>The sub-techniques, or the technique itself when none is named.</summary>
    private static List<(string Id, string Name)> Techniques(SettingReader technique)
    {
        var (id, name) = (technique.Text("id"), technique.Text("name"));
        var found = new List<(string, string)>();
        foreach (var sub in technique.Objects("subtechnique"))
        {
            found.Add((sub.Text("id"), $"{name}: {sub.Text("name")}"));
            sub.Finish();
        }

        technique.Finish();
        return found.Count > 0 ? found : [(id, name)];
    }

    private static DefinitionYaml Entry(string tacticId, string tacticName, string? techniqueId, string? techniqueName) =>
        new DefinitionYaml().Add("tactic_id", tacticId).Add("tactic_name", tacticName).Add("technique_id", techniqueId).Add("technique_name", techniqueName);
}
