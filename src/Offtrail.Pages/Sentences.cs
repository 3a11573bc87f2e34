using Offtrail.Rules;

namespace Offtrail.Pages;

/// <summary>An alert's reason in its sentences: what is unusual, then who did what from where. How rare it is stands in figures beside them.</summary>
internal static class Sentences
{
    private const string Between = ". ";

    /// <summary>What is unusual.</summary>
    public static string First(string reason) => reason.IndexOf(Between, StringComparison.Ordinal) is > 0 and var end ? reason[..end] : reason.TrimEnd('.');

    /// <summary>Who did what from where; empty when it is not said.</summary>
    public static string Rest(string reason)
    {
        var rest = reason[Math.Min(reason.Length, First(reason).Length + Between.Length)..];
        return rest.LastIndexOf(Explanation.RarityBegins, StringComparison.Ordinal) is >= 0 and var rarity ? rest[..rarity].TrimEnd() : rest;
    }
}
