namespace Offtrail.Sources.Demo;

/// <summary>Identifiers in the shapes that AWS gives them, drawn from a generator.</summary>
internal static class Identifiers
{
    private const string HexDigits = "0123456789abcdef";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string AnyCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A random UUID (RFC 9562, version 4).</summary>
    public static string Uuid(this Pcg dice)
    {
        Span<char> text = stackalloc char[36];
        uint bits = 0;
        for (int i = 0, digits = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23)
            {
                text[i] = '-';
                continue;
            }

            if (digits++ % 8 == 0)
                bits = dice.Next();
            text[i] = HexDigits[(int)(bits & 15)];
            bits >>= 4;
        }

        text[14] = '4';
        text[19] = HexDigits[8 + (HexDigits.IndexOf(text[19], StringComparison.Ordinal) & 3)];
        return new string(text);
    }

    public static string Hex(this Pcg dice, int length) => Draw(dice, HexDigits, length);

    /// <summary>A long-term key the way AWS's documentation writes one: 20 characters that end in EXAMPLE.</summary>
    public static string LongTermKey(this Pcg dice) => $"AKIA{Draw(dice, Base32, 9)}EXAMPLE";

    /// <summary>The key of a session, 20 characters.</summary>
    public static string TemporaryKey(this Pcg dice) => $"ASIA{Draw(dice, Base32, 16)}";

    /// <summary>The unique id of a user (AIDA) or a role (AROA), 21 characters.</summary>
    public static string PrincipalId(this Pcg dice, string prefix) => prefix + Draw(dice, Base32, 17);

    /// <summary>S3 counts its requests by 16 capitals and digits, all others by a UUID.</summary>
    public static string RequestId(this Pcg dice, string service) =>
        service == "s3" ? Draw(dice, Base32, 16) : dice.Uuid();

    /// <summary>The last part of the name of a delivered object.</summary>
    public static string ObjectTag(this Pcg dice) => Draw(dice, AnyCase, 16);

    private static string Draw(Pcg dice, string alphabet, int length)
    {
        Span<char> text = stackalloc char[length];
        for (int i = 0; i < length; i++)
            text[i] = alphabet[dice.Below(alphabet.Length)];

        return new string(text);
    }
}
