namespace Offtrail.Exchange;

/// <summary>The settings of one definition that were not taken, by name.</summary>
public sealed class ImportNotes
{
    private readonly List<(string Setting, string Reason)> _left = [];
    private readonly List<string> _needless = [];

    /// <summary>Settings that are not supported, each with the reason: without them the definition does less, or other things.</summary>
    public IReadOnlyList<(string Setting, string Reason)> Left => _left;

    /// <summary>Settings that say nothing here: without them nothing changes.</summary>
    public IReadOnlyList<string> Needless => _needless;

    internal void Leave(string setting, string reason) => _left.Add((setting, reason));

    internal void Skip(string setting)
    {
        if (!_needless.Contains(setting)) _needless.Add(setting); // the same of each detector, each technique
    }

    /// <summary>A line each; none when all was taken.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. _left.Select(l => $"not taken: {l.Setting}: {l.Reason}"),
        .. _needless.Count == 0 ? Array.Empty<string>() : [$"of no meaning here: {string.Join(", ", _needless)}"],
    ];
}
