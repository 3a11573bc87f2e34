using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Server;

/// <summary>Random secrets: of keys for programs, <c>ot_ID_SECRET</c>, and of one-time links.</summary>
internal static class KeySecret
{
    private const string Prefix = "ot_"; // so that scanners of repositories can tell one

    /// <summary>256 random bits as text that may stand in a link.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A new id: 48 random bits.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The key as it is given out, once.</summary>
    public static string KeyOf(string id, string secret) => $"{Prefix}{id}_{secret}";

    /// <summary>Id and secret of a key; null when it is none.</summary>
    public static (string Id, string Secret)? Parse(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && key.IndexOf('_', Prefix.Length) is var end and > 0 ? (key[Prefix.Length..end], key[(end + 1)..]) : null;
}
