namespace Offtrail.Triage;

/// <summary>Something that the subject made, or that what it made made, and that acts by itself afterwards.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">ARN of the user or role that acts by it.</param>
/// <param name="Account">The account of that identity.</param>
/// <param name="Key">The access key by which it acts; null for users and roles, all of whose calls are meant.</param>
/// <param name="By">The call that made it.</param>
public sealed record MadeThing(MadeKind Kind, string Identity, string Account, string? Key, CaseEvent By)
{
    /// <summary>"key AKIA… of user backup", "user backup", "a session of role admin (ASIA…)".</summary>
    public string Text => Kind switch
    {
        MadeKind.Key => $"key {Key} of {Words.Who(Identity)}",
        MadeKind.Session => $"a session of {Words.Who(Identity)} ({Key})",
        _ => Words.Who(Identity),
    };
}
