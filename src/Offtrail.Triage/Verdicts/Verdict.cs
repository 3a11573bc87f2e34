namespace Offtrail.Triage;

/// <summary>What Offtrail would think of the subject.</summary>
public enum Verdict
{
    /// <summary>Likely harmless.</summary>
    LikelyHarmless,

    /// <summary>Needs a look.</summary>
    NeedsALook,

    /// <summary>Likely an attack.</summary>
    LikelyAnAttack,
}
