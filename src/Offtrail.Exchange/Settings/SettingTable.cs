namespace Offtrail.Exchange;

/// <summary>All settings that one kind of definition may have.</summary>
public sealed class SettingTable
{
    private readonly Dictionary<string, Setting> _byKey;

    internal SettingTable(params Setting[] all) => (All, _byKey) = (all, all.ToDictionary(s => s.Key, StringComparer.Ordinal));

    /// <summary>In the order of the documentation.</summary>
    public IReadOnlyList<Setting> All { get; }

    /// <summary>The setting of this name; null when there is none, or only such that stand inside it.</summary>
    public Setting? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Whether the importer reads it, or something inside it.</summary>
    public bool IsTaken(string key) =>
        Find(key) is { } setting ? setting.Use == SettingUse.Taken : _byKey.Keys.Any(k => k.StartsWith(key + ".", StringComparison.Ordinal));
}
