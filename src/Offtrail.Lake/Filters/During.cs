namespace Offtrail.Lake;

/// <summary>The time lies in [From, To), microseconds since 1970 UTC.</summary>
public sealed record During(long From, long To) : Filter;
