namespace Offtrail.Sources.Demo;

/// <summary>The stretch of time that is told, in whole hours UTC.</summary>
internal sealed record History(int Seed, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The moment at which so many thousandths of the history have passed.</summary>
    public DateTimeOffset At(int perMille) => Start + new TimeSpan((End - Start).Ticks / 1000 * perMille);
}
