namespace Offtrail.Cli;

/// <summary>How rules are exported.</summary>
internal enum RuleExportFormat
{
    /// <summary>As Kibana exports its own: a rule a line, and a line of counts.</summary>
    Ndjson,

    /// <summary>The definitions as they were written, one document each.</summary>
    Yaml,
}
