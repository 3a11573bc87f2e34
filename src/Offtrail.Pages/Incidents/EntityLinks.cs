namespace Offtrail.Pages;

/// <summary>Who and what the alerts of an incident are about, and how it hangs together: two are linked when one alert is about both and the one leads to the other.</summary>
/// <param name="Entities">Each with how many alerts are about it, the most first.</param>
/// <param name="Links">Each with how many alerts it is seen in, the most first. From an instance to its identity, from there to the key, from there to the address; past what an alert does not name.</param>
public sealed record EntityLinks(IReadOnlyList<(LinkedEntity Entity, int Alerts)> Entities, IReadOnlyList<(LinkedEntity From, LinkedEntity To, int Alerts)> Links)
{
    /// <summary>The links of alerts.</summary>
    /// <param name="alerts">What each alert is about.</param>
    public static EntityLinks Of(IEnumerable<IEnumerable<LinkedEntity>> alerts)
    {
        var (entities, links) = (new Dictionary<LinkedEntity, int>(), new Dictionary<(LinkedEntity, LinkedEntity), int>());
        foreach (var alert in alerts)
        {
            var byKind = alert.Distinct().GroupBy(e => e.Kind).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
            foreach (var entity in byKind.SelectMany(k => k)) entities[entity] = entities.GetValueOrDefault(entity) + 1;
            foreach (var (from, to) in byKind.Zip(byKind.Skip(1)))
                foreach (var link in from.SelectMany(f => to.Select(t => (f, t)))) links[link] = links.GetValueOrDefault(link) + 1;
        }

        return new EntityLinks(
            [.. entities.OrderByDescending(e => e.Value).ThenBy(e => e.Key.Kind).ThenBy(e => e.Key.Value, StringComparer.Ordinal).Select(e => (e.Key, e.Value))],
            [.. links.OrderByDescending(l => l.Value).ThenBy(l => l.Key.Item1.Value, StringComparer.Ordinal).ThenBy(l => l.Key.Item2.Value, StringComparer.Ordinal).Select(l => (l.Key.Item1, l.Key.Item2, l.Value))]);
    }
}
