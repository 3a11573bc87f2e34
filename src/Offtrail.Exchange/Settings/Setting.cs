namespace Offtrail.Exchange;

/// <summary>A setting of another system's definitions. docs/import.md lists them all.</summary>
/// <param name="Key">Its name; those of settings inside others behind a point.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="What">What it is mapped to, or the reason why not.</param>
public sealed record Setting(string Key, SettingUse Use, string What);
