namespace Offtrail.Events;

/// <summary>What one JSON object turned out to be.</summary>
internal enum ParseResult
{
    /// <summary>An event; the view holds it.</summary>
    Event,

    /// <summary>The bytes end inside the object and more may come.</summary>
    Incomplete,

    /// <summary>Well-formed and meant as a record, but it can't be one: see <see cref="RecordParser.Reason"/>.</summary>
    Unusable,

    /// <summary>Not well-formed JSON from <see cref="RecordParser.ErrorOffset"/> on.</summary>
    Malformed,

    /// <summary>Well-formed and no record: an envelope, a digest, or something else.</summary>
    Other,

    /// <summary>An Insights event.</summary>
    Insight,
}
