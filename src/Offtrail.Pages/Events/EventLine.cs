using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Pages;

/// <summary>An event as lists show it.</summary>
public sealed record EventLine(string Id, long Micros, string Action, string Provider, string? Error, string? Identity, string? Source, string? Region)
{
    /// <summary>The columns that it is made of.</summary>
    public static IReadOnlyList<EventColumn> Columns { get; } = [EventColumn.EventId, EventColumn.Action, EventColumn.Provider, EventColumn.ErrorCode, EventColumn.Identity, EventColumn.SourceAddress, EventColumn.Region];

    /// <summary>The line of an event.</summary>
    public static EventLine Of(FoundEvent e) => new(
        e[EventColumn.EventId] ?? "", e.TimeMicros, e[EventColumn.Action] ?? "", e[EventColumn.Provider] ?? "", e[EventColumn.ErrorCode], e[EventColumn.Identity], e[EventColumn.SourceAddress], e[EventColumn.Region]);
}
