using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Server;

/// <summary>Entity tags: a hash of what was shown, so that a change can be refused when it is something else by now.</summary>
internal static class ETags
{
    /// <summary>The tag of a document.</summary>
    public static string Of(string document) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)).AsSpan(0, 12))}\"";

    /// <summary>Whether a header If-Match allows a change of what is there now; without the header it does.</summary>
    public static bool Fits(string? ifMatch, string document) => ifMatch is null or "" or "*" || ifMatch.Split(',', StringSplitOptions.TrimEntries).Contains(Of(document), StringComparer.Ordinal);
}
