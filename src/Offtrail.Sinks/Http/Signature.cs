using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Sinks;

/// <summary>
/// Shows a receiver who sent an alert and when. It computes the HMAC-SHA256 of timestamp, "." and the body's bytes with the key that both
/// know, compares in constant time, and refuses a timestamp that is minutes old (docs/sinks.md).
/// </summary>
internal static class Signature
{
    public const string Header = "X-Offtrail-Signature";
    public const string TimeHeader = "X-Offtrail-Timestamp";

    /// <summary>"sha256=" and the HMAC in small hexadecimal digits.</summary>
    public static string Of(string key, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.")), .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))}";
    }
}
