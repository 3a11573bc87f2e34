namespace Offtrail.State;

/// <summary>What a person likes to have kept.</summary>
public enum PreferenceKind
{
    /// <summary>A filter of alerts, by the name that they gave it.</summary>
    AlertFilter = 1,

    /// <summary>Which columns the table of alerts has; without a name.</summary>
    AlertColumns = 2,
}
