using System.Runtime.InteropServices;
using Offtrail.Anomalies;

namespace Offtrail.Lake;

/// <summary>Counts values over the events behind one anomaly. Memory: at most <see cref="MaxValues"/> different values a field.</summary>
internal sealed class EvidenceBuilder(IReadOnlyList<string> fields)
{
    private const int MaxValues = 10_000;
    private const int Shown = 10;

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, long>[] _values = [.. fields.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal))];
    private readonly int[] _beyond = new int[fields.Count];
    private long _events;

    public void AddId(string id)
    {
        _events++;
        if (_ids.Count < Evidence.MaxEventIds) _ids.Add(id);
    }

    public void AddValue(int field, string value)
    {
        var values = _values[field];
        if (values.Count >= MaxValues && !values.ContainsKey(value)) _beyond[field]++;
        else CollectionsMarshal.GetValueRefOrAddDefault(values, value, out _)++;
    }

    public Evidence Build() => new(_ids, _events, fields.Select((name, i) => (name, Top(i))).ToDictionary(p => p.name, p => p.Item2, StringComparer.Ordinal));

    private FieldValues Top(int field)
    {
        var ordered = _values[field].OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => new ValueCount(v.Key, v.Value));
        return new FieldValues([.. ordered.Take(Shown)], Math.Max(0, _values[field].Count - Shown) + _beyond[field]);
    }
}
