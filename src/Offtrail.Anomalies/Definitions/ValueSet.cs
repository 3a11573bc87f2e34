namespace Offtrail.Anomalies;

/// <summary>Tells whether a value is in a list whose entries may end in <c>*</c>. Holds nothing that changes.</summary>
internal sealed class ValueSet(IReadOnlyList<string> values)
{
    private readonly HashSet<string> _whole = values.Where(v => !v.EndsWith('*')).ToHashSet(StringComparer.Ordinal);
    private readonly string[] _beginnings = [.. values.Where(v => v.EndsWith('*')).Select(v => v[..^1])];

    public bool Contains(string value)
    {
        if (_whole.Contains(value)) return true;
        foreach (var beginning in _beginnings)
            if (value.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }
}
