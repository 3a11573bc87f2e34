namespace Offtrail.Events;

/// <summary>
/// Linux distributions made for attacking. They show in kernel versions (<c>5.10.0-kali9-amd64</c>,
/// <c>6.1.0-1parrot1-amd64</c>) and where the AWS CLI names the distribution (<c>md/distrib#kali.2024</c>, before that
/// <c>source/x86_64.kali.2023</c>).
/// </summary>
internal static class OffensiveDistributions
{
    private static readonly string[] s_names = ["kali", "parrot", "pentoo", "blackarch", "backbox"];

    /// <summary>The distribution named in a text about an operating system, as a word of its own; null if there is none.</summary>
    public static string? In(ReadOnlySpan<char> text)
    {
        foreach (var name in s_names)
        {
            for (var from = 0; text[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; from += found + name.Length)
            {
                var at = from + found;
                var end = at + name.Length;
                if ((at == 0 || !char.IsAsciiLetter(text[at - 1])) && (end == text.Length || !char.IsAsciiLetter(text[end]))) return name;
            }
        }

        return null;
    }
}
