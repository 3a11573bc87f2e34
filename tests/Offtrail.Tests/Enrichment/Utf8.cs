using System.Text;

namespace Offtrail.Tests.Enrichment;

internal static class Utf8
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
