namespace Offtrail.Events;

/// <summary>Content that is recognised and is no API call: counted, not stored, not an error.</summary>
public enum SetAsideKind
{
    /// <summary>A digest file of CloudTrail's log file validation.</summary>
    Digest,

    /// <summary>An Insights event.</summary>
    Insight,

    /// <summary>A JSON document, or a file that is no JSON at all, without any sign of CloudTrail in it.</summary>
    NotCloudTrail,
}
