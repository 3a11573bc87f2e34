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
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sinkId}\n{alertId}")).AsSpan(0, 16));
}
