using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// By what a receiver tells that it has an alert already. A crash between the delivery and its note sends an alert again, and
/// then with the same key.
/// </summary>
public static class DeliveryKey
{
    /// <summary>A hash of sink and alert: 32 hexadecimal digits. The id of a sink has no line breaks, so no two pairs give the same text.</summary>
    public static string Of(string sinkId, string alertId) =>
        Hash($"{sinkId}\n{alertId}");

    /// <summary>The key of a digest: that of its only alert, or a hash of those of all.</summary>
    public static string OfAll(IReadOnlyList<OutgoingAlert> alerts) => alerts is [var one] ? one.Key : Hash(string.Join('\n', alerts.Select(a => a.Key)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
