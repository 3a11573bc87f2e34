using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Pipeline;

/// <summary>
/// How long to wait after a failure: 10 s, doubled with each further one, at most an hour; of that a part between half and all,
/// so that those who failed together do not come back together. The part is drawn by a hash of the alert's key: the same for the same.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_most = TimeSpan.FromHours(1);

    /// <summary>The wait.</summary>
    /// <param name="key">Seeds the part.</param>
    /// <param name="failures">How often it failed by now, from 1.</param>
    public static TimeSpan After(string key, int failures)
    {
        var whole = s_first * Math.Min(Math.Pow(2, failures - 1), s_most / s_first);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{failures}")));
        return whole * (0.5 + (0.5 * (BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue)));
    }
}
