using Offtrail.Rules;

namespace Offtrail.Pages;

/// <summary>Tactics of MITRE ATT&amp;CK in the order of its matrix, from the first look at a target to the harm done.</summary>
internal static class Tactics
{
    /// <summary>Where alerts stand whose rule names no tactic.</summary>
    public const string None = "no tactic named";

    private static readonly string[] s_order = ["TA0043", "TA0042", "TA0001", "TA0002", "TA0003", "TA0004", "TA0005", "TA0006", "TA0007", "TA0008", "TA0009", "TA0011", "TA0010", "TA0040"];

    /// <summary>The tactics that rules name, in order; those that the matrix has not come last.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Threat> threats) =>
        [.. threats.DistinctBy(t => t.TacticName).OrderBy(t => Array.IndexOf(s_order, t.TacticId) is >= 0 and var at ? at : s_order.Length).ThenBy(t => t.TacticName, StringComparer.Ordinal).Select(t => t.TacticName)];
}
