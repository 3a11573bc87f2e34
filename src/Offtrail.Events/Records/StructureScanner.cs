namespace Offtrail.Events;

/// <summary>Follows braces, brackets and strings over windows of content, without caring whether the rest is JSON.</summary>
internal sealed class StructureScanner
{
    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Index behind the bracket that closes the first one, or behind the text if that comes first; -1 when this window does not hold it.</summary>
    public int Scan(ReadOnlySpan<byte> window)
    {
        for (var i = 0; i < window.Length; i++)
        {
            var b = window[i];
            if (_escaped) _escaped = false;
            else if (_inString)
            {
                if (b == '\\') _escaped = true;
                else if (b == '"')
                {
                    _inString = false;
                    if (_depth == 0) return i + 1;
                }
            }
            else if (b == '"') _inString = true;
            else if (b is (byte)'{' or (byte)'[') _depth++;
            else if (b is (byte)'}' or (byte)']' && --_depth <= 0) return i + 1;
        }

        return -1;
    }
}
