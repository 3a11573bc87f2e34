using System.Text.Json.Nodes;
using Offtrail.Rules;
using static Offtrail.Exchange.ForeignDocument;

namespace Offtrail.Exchange;

/// <summary>ATT&amp;CK as Elastic writes it: tactics, below each its techniques, below each its sub-techniques, each with the address of its page.</summary>
internal static class ElasticThreats
{
    public const string Framework = "MITRE ATT&CK";

    public static JsonArray Of(IReadOnlyList<Threat> threats) =>
        List(threats.GroupBy(t => (t.TacticId, t.TacticName)).Select(tactic => ForeignDocument.Of(
            ("framework", Framework),
            ("tactic", Entry("tactics", tactic.Key.TacticId, tactic.Key.TacticName)),
            ("technique", Techniques(tactic))))) ?? [];

    private static JsonArray? Techniques(IEnumerable<Threat> threats) =>
        List(threats.Select(Technique.Of).OfType<Technique>().GroupBy(t => (t.Id, t.Name)).Select(technique =>
        {
            var entry = Entry("techniques", technique.Key.Id, technique.Key.Name);
            if (List(technique.Where(t => t.SubId is not null).Select(t => Entry("techniques", t.SubId!, t.SubName!))) is { } below) entry["subtechnique"] = below;
            return entry;
        }));

    private static JsonObject Entry(string kind, string id, string name) => ForeignDocument.Of(("id", id), ("name", name), ("reference", Technique.Page(kind, id)));
}
