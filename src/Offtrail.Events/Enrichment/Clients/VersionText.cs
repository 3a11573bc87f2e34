using System.Buffers;

namespace Offtrail.Events;

/// <summary>Finds the version in what follows a product's name.</summary>
internal static class VersionText
{
    private const int Longest = 64;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.+-~_");

    /// <summary>
    /// The first piece between "/" and "#" that is a version: it begins with a digit, after a "v" that is left out, or
    /// with "RELEASE." and a digit (MinIO's dates). Empty if there is none: <c>aws-sdk-java/Linux/x.xx</c>,
    /// <c>Jersey/${project.version}</c>.
    /// </summary>
    public static ReadOnlySpan<char> In(ReadOnlySpan<char> text)
    {
        foreach (var part in text.SplitAny('/', '#'))
            if (Leading(text[part]) is { IsEmpty: false } version) return version;
        return default;
    }

    /// <summary>The version that the text begins with, up to 64 characters; empty if it begins with none.</summary>
    public static ReadOnlySpan<char> Leading(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && (text[0] | 0x20) == 'v') text = text[1..];
        if (text.IsEmpty || !(char.IsAsciiDigit(text[0]) || IsRelease(text))) return default;
        var end = text.IndexOfAnyExcept(s_allowed);
        if (end >= 0) text = text[..end];
        return text[..Math.Min(text.Length, Longest)].TrimEnd(".-+~_");
    }

    private static bool IsRelease(ReadOnlySpan<char> text) => text.Length > 8 && text.StartsWith("RELEASE.", StringComparison.Ordinal) && char.IsAsciiDigit(text[8]);
}
