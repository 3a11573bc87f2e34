using System.Runtime.InteropServices;
using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>
/// Counts values over the events behind one anomaly, which may come in any order and be millions. Memory: the oldest
/// <see cref="Evidence.MaxEventIds"/> ids, and of each field at most <see cref="MaxValues"/> different values, those first in ordinal order.
/// </summary>
/// <remarks>A value that had to go for others can't come back, since the last that is kept only moves forward: all counts are whole.</remarks>
internal sealed class EvidenceBuilder(IReadOnlyList<string> fields)
{
    private const int MaxValues = 10_000;
    private const int Shown = 10;

    private readonly PriorityQueue<string, (long Time, string Id)> _oldest = new(LatestFirst.Instance);
    private readonly Counts[] _values = [.. fields.Select(_ => new Counts())];
    private long _events;

    public void AddId(string id, long time)
    {
        _events++;
        if (_oldest.Count < Evidence.MaxEventIds) _oldest.Enqueue(id, (time, id));
        else _oldest.EnqueueDequeue(id, (time, id));
    }

    public void AddValue(int field, string value) => _values[field].Add(value);

    public Evidence Build() => new(
        [.. _oldest.UnorderedItems.OrderBy(i => i.Priority.Time).ThenBy(i => i.Priority.Id, StringComparer.Ordinal).Select(i => i.Element)],
        _events,
        fields.Zip(_values).ToDictionary(p => p.First, p => p.Second.Top(), StringComparer.Ordinal));

    private sealed class Counts
    {
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
        private SortedSet<string>? _ordered; // of the keys, once there are too many
        private long _events;

        public void Add(string value)
        {
            _events++;
            if (_counts.Count < MaxValues || _counts.ContainsKey(value))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;
                return;
            }

            _ordered ??= new SortedSet<string>(_counts.Keys, StringComparer.Ordinal);
            var last = _ordered.Max!;
            if (string.CompareOrdinal(value, last) > 0) return;
            _ordered.Remove(last);
            _counts.Remove(last);
            _ordered.Add(value);
            _counts.Add(value, 1);
        }

        public FieldValues Top()
        {
            var top = _counts.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(Shown).Select(v => new ValueCount(v.Key, v.Value)).ToArray();
            var beyond = _events - _counts.Values.Sum(); // events, since nobody knows how many values they have
            return new FieldValues(top, (int)Math.Min(int.MaxValue, Math.Max(0, _counts.Count - Shown) + beyond));
        }
    }

    private sealed class LatestFirst : IComparer<(long Time, string Id)>
    {
        public static readonly LatestFirst Instance = new();

        public int Compare((long Time, string Id) x, (long Time, string Id) y) => y.Time != x.Time ? y.Time.CompareTo(x.Time) : string.CompareOrdinal(y.Id, x.Id);
    }
}
