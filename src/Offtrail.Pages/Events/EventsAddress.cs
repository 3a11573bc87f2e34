using Offtrail.Lake;
using Offtrail.Server;

namespace Offtrail.Pages;

/// <summary>A search of events as its address: what is asked, and when. Makes the addresses of searches near it.</summary>
/// <param name="where">A condition in the language of <c>offtrail events</c>; null for all events.</param>
/// <param name="from">From this time on; null for what the page takes by itself.</param>
/// <param name="to">Before this time; null likewise.</param>
public sealed class EventsAddress(string? where, string? from, string? to)
{
    private const long Day = 86_400_000_000;
    private const int DaysBefore = 7;
    private const string Ever = "2000-01-01"; // before there was a trail

    private IReadOnlyList<Filter>? _parts;

    /// <summary>The condition.</summary>
    public string? Where { get; } = string.IsNullOrWhiteSpace(where) ? null : where.Trim();

    /// <summary>From this time on.</summary>
    public string? From { get; } = string.IsNullOrEmpty(from) ? null : from;

    /// <summary>Before this time.</summary>
    public string? To { get; } = string.IsNullOrEmpty(to) ? null : to;

    /// <summary>The conditions that must all hold.</summary>
    /// <exception cref="FilterException">The condition can't be read.</exception>
    public IReadOnlyList<Filter> Parts => _parts ??= Where is null ? [] : FilterText.Parse(Where) is AllOf all ? all.Parts : [FilterText.Parse(Where)];

    /// <summary>The events with a value, from a week before something until a day after it: who else, and what else.</summary>
    /// <param name="field">A field of the lake.</param>
    /// <param name="value">Its value.</param>
    /// <param name="first">When it began, microseconds since 1970 UTC.</param>
    /// <param name="last">When it ended.</param>
    public static EventsAddress Around(string field, string value, long first, long last) => Of([new HasValue(field, value)], first - (DaysBefore * Day), last + Day);

    /// <summary>A search by its conditions.</summary>
    public static EventsAddress Of(IReadOnlyList<Filter> parts, long first, long last) => new(Text(parts), FilterWriter.Moment(first), FilterWriter.Moment(last));

    /// <summary>The search that an answer of a triage rests on.</summary>
    public static EventsAddress Of(Triage.EventsQuery query) =>
        new(query.Where, query.During.From == long.MinValue ? Ever : FilterWriter.Moment(query.During.From), query.During.To == long.MaxValue ? null : FilterWriter.Moment(query.During.To));

    /// <summary>Where it is found.</summary>
    public override string ToString() =>
        "/events" + string.Concat(new[] { ("where", Where), ("from", From), ("to", To) }.Where(p => p.Item2 is not null).Select((p, i) => $"{(i == 0 ? '?' : '&')}{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

    /// <summary>The address of the same with one page of it behind another.</summary>
    public string Behind(string? cursor) => cursor is null ? ToString() : $"{this}{(ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={Uri.EscapeDataString(cursor)}";

    /// <summary>What is asked for within a time.</summary>
    public EventsAsked Asked(During during) => new(Parts.Count == 0 ? Filter.Everything : Parts.Count == 1 ? Parts[0] : new AllOf(Parts), during);

    /// <summary>Whether a condition is among those that must hold.</summary>
    public bool Has(Filter part) => Parts.Contains(part);

    /// <summary>The same with one more condition.</summary>
    public EventsAddress With(Filter part) => Has(part) ? this : new EventsAddress(Text([.. Parts, part]), From, To);

    /// <summary>The same without a condition.</summary>
    public EventsAddress Without(Filter part) => new(Text([.. Parts.Where(p => !p.Equals(part))]), From, To);

    /// <summary>This condition alone, in the same time.</summary>
    public EventsAddress Only(Filter part) => new(Text([part]), From, To);

    /// <summary>The same in another time.</summary>
    public EventsAddress During(string? first, string? last) => new(Where, first, last);

    private static string? Text(IReadOnlyList<Filter> parts) => parts.Count == 0 ? null : FilterWriter.Text(parts.Count == 1 ? parts[0] : new AllOf(parts));
}
