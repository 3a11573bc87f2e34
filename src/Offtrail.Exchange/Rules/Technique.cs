using Offtrail.Rules;

namespace Offtrail.Exchange;

/// <summary>A technique of ATT&amp;CK as others write it: with its parent apart from it. We write both as one, "T1078.004", "Valid Accounts: Cloud Accounts".</summary>
/// <param name="Id">Id of the technique, or of the parent.</param>
/// <param name="Name">Its name.</param>
/// <param name="SubId">Id of the sub-technique; null for none.</param>
/// <param name="SubName">Its name; null for none.</param>
internal sealed record Technique(string Id, string Name, string? SubId, string? SubName)
{
    /// <summary>Takes the parts of one of ours apart.</summary>
    /// <param name="threat">The pair of tactic and technique; null comes of a tactic alone.</param>
    public static Technique? Of(Threat threat)
    {
        if (threat is not { TechniqueId: { } id, TechniqueName: { } name }) return null;
        if (id.IndexOf('.', StringComparison.Ordinal) is not (var dot and > 0)) return new(id, name, null, null);
        return name.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? new(id[..dot], name[..colon], id, name[(colon + 2)..]) : new(id[..dot], id[..dot], id, name);
    }

    /// <summary>Where ATT&amp;CK has its page.</summary>
    public static string Page(string kind, string id) => $"https://attack.mitre.org/{kind}/{id.Replace('.', '/')}/";
}
