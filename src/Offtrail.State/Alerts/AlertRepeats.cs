using Microsoft.Data.Sqlite;

namespace Offtrail.State;

/// <summary>
/// Folds repeats for a list: alerts of a rule about the same (<see cref="StoredAlert.Kin"/>) and of the same status stand as the newest of them, so
/// that an open one never hides behind a closed one. One with the score of an entity is a story of its own and is never folded.
/// </summary>
internal static class AlertRepeats
{
    /// <summary>The newest of each kind (or the first in another order), the last first. A filter's <see cref="AlertFilter.Newest"/> counts them, not the alerts.</summary>
    public static IReadOnlyList<RepeatedAlert> Read(StateStore store, AlertFilter filter, AlertOrder order) => store.AtOneTime(() => ReadNow(store, filter, order));

    private static IReadOnlyList<RepeatedAlert> ReadNow(StateStore store, AlertFilter filter, AlertOrder order)
    {
        var (lines, byLine, stopped) = (new List<Line>(), new Dictionary<(string, AlertStatus), Line>(), false);
        using (var all = AlertQuery.InOrder(store, filter with { Newest = null }, order)) store.Walk(all, Take);
        var read = ById(store, lines);
        return [.. lines.Select(l => stopped ? Counted(l) : new RepeatedAlert(read[l.Id], l.Times, l.First)).Reverse()];

        bool Take(SqliteDataReader row)
        {
            var (id, kin, status, raised) = (row.GetString(0), row.GetString(1), (AlertStatus)row.GetInt32(2), row.GetInt64(3));
            var single = row.GetInt64(4) != 0;
            if (!single && byLine.TryGetValue((kin, status), out var line))
            {
                (line.Times, line.First) = (line.Times + 1, Math.Min(line.First, raised));
                return true;
            }

            if (lines.Count == filter.Newest)
            {
                stopped = true;
                return false;
            }

            lines.Add(line = new Line(id, single) { First = raised });
            if (!single) byLine.Add((kin, status), line);
            return true;
        }

        RepeatedAlert Counted(Line line)
        {
            var newest = read[line.Id];
            if (line.Single) return new RepeatedAlert(newest, 1, newest.RaisedAt);
            using var count = AlertQuery.CountAlike(store, filter with { Kin = newest.Kin, Statuses = [newest.Status], Newest = null });
            return store.Query(count, r => new RepeatedAlert(newest, r.GetInt64(0), r.GetInt64(1)))[0];
        }
    }

    private static Dictionary<string, StoredAlert> ById(StateStore store, IEnumerable<Line> lines)
    {
        using var command = AlertQuery.OfIds(store, lines.Select(l => l.Id));
        return store.Query(command, AlertQuery.Row).ToDictionary(a => a.Id, StringComparer.Ordinal);
    }

    private sealed class Line(string id, bool single)
    {
        public string Id => id;

        public bool Single => single;

        public long Times { get; set; } = 1;

        public long First { get; set; }
    }
}
