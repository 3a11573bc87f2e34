using Offtrail.Events;

namespace Offtrail.Lake;

/// <summary>An event of the lake. Valid until the next one is asked for.</summary>
public sealed class FoundEvent
{
    private readonly string?[] _values = new string?[EventColumns.Count];

    /// <summary>Its time, microseconds since 1970 UTC.</summary>
    public long TimeMicros { get; internal set; }

    /// <summary>The record as it was delivered.</summary>
    public string Record { get; internal set; } = "";

    /// <summary>The value of a column; null when the event has none.</summary>
    public string? this[EventColumn column] { get => _values[(int)column]; internal set => _values[(int)column] = value; }
}
