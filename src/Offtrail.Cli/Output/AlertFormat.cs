namespace Offtrail.Cli;

/// <summary>How alerts are printed.</summary>
internal enum AlertFormat
{
    /// <summary>For people: time, score, rule, reason.</summary>
    Table,

    /// <summary>One JSON array of alert documents.</summary>
    Json,

    /// <summary>One alert document a line.</summary>
    Ndjson,
}
