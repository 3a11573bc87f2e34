namespace Offtrail.Lake;

/// <summary>An event by its time and id.</summary>
/// <param name="Micros">Its time, microseconds since 1970 UTC.</param>
/// <param name="Id">Its id; empty where it was not asked for.</param>
public readonly record struct EventMark(long Micros, string Id);
