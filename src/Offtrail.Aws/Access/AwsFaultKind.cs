namespace Offtrail.Aws;

/// <summary>Whose fault it is that a request failed.</summary>
internal enum AwsFaultKind
{
    /// <summary>It passes by itself: throttling, an outage, the network.</summary>
    Outage,

    /// <summary>Someone has to change a setting: credentials, region, the name of a bucket or queue, the clock.</summary>
    Setting,

    /// <summary>Rights are missing: for all, which is a setting, or for one object.</summary>
    Denied,

    /// <summary>This object is gone, archived or another one: trying again won't help.</summary>
    Object,
}
