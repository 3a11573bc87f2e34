namespace Offtrail.Tests;

/// <summary>A clock that can be set to any time, and on which whoever asks it once too often breaks down.</summary>
internal sealed class UnrulyClock : TimeProvider
{
    private int _left = int.MaxValue;

    public DateTimeOffset Now { get; set; } = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Breaks down when it is asked for the time once more than so many times; null to hold for good.</summary>
    public void BreakAfter(int? asked) => _left = asked ?? int.MaxValue;

    public override DateTimeOffset GetUtcNow()
    {
        if (_left-- <= 0) throw new BreakdownException();
        return Now;
    }

    public override long GetTimestamp() => Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}

/// <summary>What a test ends something with at a place that it chose.</summary>
internal sealed class BreakdownException : Exception
{
    public BreakdownException()
        : base("the clock broke down")
    {
    }
}
