namespace Offtrail.Cli;

/// <summary>How alerts, and whatever else is listed, are printed.</summary>
internal enum AlertFormat
{
    /// <summary>For people: time, score, rule, reason.</summary>
    Table,

    /// <summary>One JSON array of alert documents.</summary>
    Json,

    /// <summary>One alert document a line.</summary>
    Ndjson,

    /// <summary>One document of Elastic's alerts a line; of alerts alone.</summary>
    Elastic,

    /// <summary>One Detection Finding of OCSF a line; of alerts alone.</summary>
    Ocsf,

    /// <summary>One row of CSV an alert; of alerts alone.</summary>
    Csv,
}
