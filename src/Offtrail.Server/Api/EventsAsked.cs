using Offtrail.Lake;

namespace Offtrail.Server;

/// <summary>Which events are asked for.</summary>
/// <param name="Filter">What they have to meet.</param>
/// <param name="During">When.</param>
public sealed record EventsAsked(Filter Filter, During During)
{
    /// <summary>Reads what is asked for.</summary>
    /// <param name="where">A condition in the language of <c>offtrail events</c>; null or blank for all.</param>
    /// <param name="from">From this time on; null for the beginning.</param>
    /// <param name="to">Before this time; null for the end.</param>
    /// <exception cref="ApiException">A time is none.</exception>
    /// <exception cref="FilterException">The condition can't be read.</exception>
    public static EventsAsked Of(string? where, string? from, string? to)
    {
        var (first, last) = Query.Window(from, to);
        return new EventsAsked(string.IsNullOrWhiteSpace(where) ? Filter.Everything : FilterText.Parse(where), new During(first, last));
    }
}
