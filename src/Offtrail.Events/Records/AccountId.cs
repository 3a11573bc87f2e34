using System.Buffers;

namespace Offtrail.Events;

/// <summary>Account ids name folders of the lake, so they may hold nothing that a path could misread.</summary>
internal static class AccountId
{
    private static readonly SearchValues<byte> s_allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-"u8);

    /// <summary>AWS's are 12 digits; masked ones ("ACCOUNT_ID", "xxxxxxxxxxxx") of published trails are let in too.</summary>
    public static bool IsUsable(ReadOnlySpan<byte> id) => id.Length is > 0 and <= 32 && !id.ContainsAnyExcept(s_allowed);
}
