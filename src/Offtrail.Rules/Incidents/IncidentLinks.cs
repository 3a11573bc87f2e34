namespace Offtrail.Rules;

/// <summary>
/// Puts alerts together into stories: two belong together when they share an identity or an access key within six hours, or an
/// address within three; and what belongs to the same belongs together.
/// </summary>
/// <remarks>
/// Six quiet hours end a story, as they end an episode of the entity score: what comes then is judged anew, and a link would undo that. A key
/// says no more than an identity, since its owner goes on to use it when it is stolen; an address says less, since others use it too. Which alerts form a story follows
/// from the alerts alone, whatever the order in which they came: the relation looks at pairs. An alert is taken for a stretch from its
/// first to its last event; a gap is between the end of one and the beginning of the next.
/// What a person put together is one story, and what a person took apart never becomes one again: an alert that is linked to both
/// belongs to the one that it is nearer to in time (links are followed from the shortest gap to the longest, as in single-linkage
/// clustering with constraints).
/// </remarks>
public static class IncidentLinks
{
    private const long Hour = 3_600_000_000;

    /// <summary>The longest gap between two alerts that share an entity of a kind, microseconds.</summary>
    public static long Gap(EntityKind kind) => kind switch { EntityKind.Source => 3 * Hour, _ => 6 * Hour };

    /// <summary>The stories, each in the order of its alerts' first events; the stories by their first alert.</summary>
    public static IReadOnlyList<IReadOnlyList<LinkedAlert>> Stories(IReadOnlyCollection<LinkedAlert> alerts)
    {
        LinkedAlert[] ordered = [.. alerts.OrderBy(a => a.First).ThenBy(a => a.Id, StringComparer.Ordinal)];
        int[] parents = [.. Enumerable.Range(0, ordered.Length)];
        long?[] stories = [.. ordered.Select(a => a.Story)];
        var links = new List<(long Gap, int From, int To)>();
        var latest = new Dictionary<AlertEntity, (int Alert, long Last)>();
        for (var i = 0; i < ordered.Length; i++)
        {
            foreach (var entity in ordered[i].Entities)
            {
                // Of the alerts before with this entity the one that ends last is the nearest; those further back hang on it or on nothing.
                if (!latest.TryGetValue(entity, out var before))
                {
                    latest.Add(entity, (i, ordered[i].Last));
                    continue;
                }

                if (ordered[i].First - before.Last <= Gap(entity.Kind)) links.Add((Math.Max(0, ordered[i].First - before.Last), before.Alert, i));
                if (ordered[i].Last >= before.Last) latest[entity] = (i, ordered[i].Last);
            }
        }

        foreach (var told in Enumerable.Range(0, ordered.Length).Where(i => stories[i] is not null).GroupBy(i => stories[i])) foreach (var i in told.Skip(1)) parents[Root(i)] = Root(told.First());
        foreach (var (_, from, to) in links.Order())
        {
            var (one, other) = (Root(from), Root(to));
            if (one == other || (stories[one] is { } a && stories[other] is { } b && a != b)) continue;
            parents[other] = one;
            stories[one] ??= stories[other];
        }

        return [.. Enumerable.Range(0, ordered.Length).GroupBy(Root).Select(g => (IReadOnlyList<LinkedAlert>)[.. g.Select(i => ordered[i])]).OrderBy(s => s[0].First).ThenBy(s => s[0].Id, StringComparer.Ordinal)];

        int Root(int i)
        {
            while (parents[i] != i) i = parents[i] = parents[parents[i]];
            return i;
        }
    }
}
