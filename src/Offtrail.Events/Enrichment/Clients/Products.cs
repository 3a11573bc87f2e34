using System.Buffers;
using System.Collections.Frozen;

namespace Offtrail.Events;

/// <summary>Looks a product up in all tables.</summary>
internal static class Products
{
    /// <summary>A longer name is looked up in no table; it bounds the work a piece of text can cause.</summary>
    private const int LongestKey = 64;

    private static readonly FrozenDictionary<string, Product> s_all =
        new[] { SdkProducts.Rows, HttpProducts.Rows, ToolProducts.Rows, OffensiveProducts.Rows, AgentProducts.Rows, BrowserProducts.Rows }
            .SelectMany(rows => rows).ToFrozenDictionary(p => p.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Product>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_all.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> s_idChars = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>First words of the keys that have two.</summary>
    private static readonly string[] s_firstWords = [.. s_all.Keys.Where(k => k.Contains(' ', StringComparison.Ordinal)).Select(k => k[..k.IndexOf(' ', StringComparison.Ordinal)])];

    /// <summary>All rows, for tests and documents.</summary>
    public static IReadOnlyCollection<Product> All => s_all.Values;

    /// <summary>
    /// Finds a name as it stands, else what comes before "_" and a run's own id (<c>stratus-red-team_uuid</c>) or before
    /// "-v" and a digit (<c>karpenter.sh-v0.31.2</c>). Words behind "_" make another name: <c>vault_sync</c> is not Vault.
    /// </summary>
    /// <param name="name">The name before "/" or "#".</param>
    /// <param name="product">The row.</param>
    /// <param name="rest">What followed the row's key in the name; empty when it was the whole name.</param>
    public static bool TryFind(ReadOnlySpan<char> name, out Product product, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (name.Length <= LongestKey && s_lookup.TryGetValue(name, out product)) return true;
        var cut = name.IndexOf('_');
        if (cut < 0 || !IsRunId(name[(cut + 1)..])) cut = VersionTail(name);
        if (cut is > 0 and <= LongestKey && s_lookup.TryGetValue(name[..cut], out product))
        {
            rest = name[(cut + 1)..];
            return true;
        }

        product = default;
        return false;
    }

    /// <summary>Whether a key of two words may begin with this one.</summary>
    public static bool MayBeginTwoWords(ReadOnlySpan<char> word)
    {
        foreach (var first in s_firstWords)
            if (word.Equals(first, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Hexadecimal digits and dashes, a digit among them; or nothing, where the id is missing.</summary>
    private static bool IsRunId(ReadOnlySpan<char> text) =>
        text.IsEmpty || (!text.ContainsAnyExcept(s_idChars) && text.ContainsAnyInRange('0', '9'));

    private static int VersionTail(ReadOnlySpan<char> name)
    {
        var at = name.LastIndexOf("-v", StringComparison.Ordinal);
        return at > 0 && at + 2 < name.Length && char.IsAsciiDigit(name[at + 2]) ? at : -1;
    }
}
