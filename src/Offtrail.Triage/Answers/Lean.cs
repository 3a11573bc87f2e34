namespace Offtrail.Triage;

/// <summary>Where an answer leans.</summary>
public enum Lean
{
    /// <summary>It speaks for something harmless.</summary>
    Harmless,

    /// <summary>It speaks for nothing, or for both.</summary>
    Open,

    /// <summary>It speaks for an attack.</summary>
    Suspicious,
}
