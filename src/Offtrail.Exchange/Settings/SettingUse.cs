namespace Offtrail.Exchange;

/// <summary>What becomes of a setting of another system.</summary>
public enum SettingUse
{
    /// <summary>It is taken.</summary>
    Taken,

    /// <summary>It says nothing here, such as who created a rule: leaving it out changes nothing.</summary>
    Needless,

    /// <summary>It is not supported: the definition comes without it, and says so.</summary>
    Left,

    /// <summary>It is not supported, and without it the definition would be another one: that is refused.</summary>
    Refused,
}
