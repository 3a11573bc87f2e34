namespace Offtrail.Cli;

/// <summary>How events are printed.</summary>
internal enum EventFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>ECS documents in a JSON array.</summary>
    Json,

    /// <summary>ECS documents, one a line.</summary>
    Ndjson,

    /// <summary>The records as they were delivered, one a line.</summary>
    Raw,

    /// <summary>The columns of the lake.</summary>
    Csv,
}
