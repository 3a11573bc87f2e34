namespace Offtrail.Cli;

/// <summary>How a triage is printed.</summary>
internal enum TriageFormat
{
    /// <summary>For a terminal.</summary>
    Text,

    /// <summary>For a ticket.</summary>
    Markdown,

    /// <summary>One document.</summary>
    Json,
}
