using System.Text;

namespace Offtrail.Exchange;

/// <summary>Gives imported rules their ids.</summary>
internal static class RuleIds
{
    private const int Most = 64;

    /// <summary>Their id if it can be one of ours; else that of the rule here of the same name, whose place it takes; else the name in small letters.</summary>
    /// <param name="theirs">Their id; null for none.</param>
    /// <param name="name">The name.</param>
    /// <param name="idOfName">The id of the rule here of this name.</param>
    /// <param name="isTaken">Whether another rule of the same import has it.</param>
    public static string Of(string? theirs, string name, Func<string, string?> idOfName, Func<string, bool> isTaken)
    {
        if (theirs is not null && IsOurs(theirs)) return theirs;
        var id = idOfName(name) ?? Small(name, Most);
        return !isTaken(id) || theirs is null ? id : $"{Small(name, Most - 9)}_{Small(theirs, 8)}";
    }

    private static bool IsOurs(string id) => id.Length is > 0 and <= Most && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static string Small(string name, int most)
    {
        var id = new StringBuilder();
        foreach (var c in name)
            if (char.IsAsciiLetterOrDigit(c)) id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '_') id.Append('_');
        var text = id.ToString();
        return (text.Length > most ? text[..most] : text).Trim('_') is { Length: > 0 } some ? some : "rule";
    }
}
