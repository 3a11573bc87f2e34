namespace Offtrail.Triage;

/// <summary>What a call is for. See <c>call_kinds.yaml</c>.</summary>
public enum CallKind
{
    /// <summary>Lists or describes what there is.</summary>
    List,

    /// <summary>Reads one thing.</summary>
    Read,

    /// <summary>Changes something.</summary>
    Write,

    /// <summary>Reads or takes data.</summary>
    Data,

    /// <summary>Reads what is kept secret.</summary>
    Secret,

    /// <summary>Changes who may do what.</summary>
    Permission,

    /// <summary>Makes or changes what one can sign in with.</summary>
    Credential,

    /// <summary>Opens data to other accounts or to everybody.</summary>
    Share,

    /// <summary>Runs code on what exists, or opens a way into it.</summary>
    Execution,

    /// <summary>Blinds those who watch.</summary>
    Defence,
}
