using Offtrail.Events;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Which events of the lake an answer looked at: what finds them again.</summary>
/// <param name="Account">The account in whose trail they stand; null for all.</param>
/// <param name="Filter">What they have to meet besides.</param>
/// <param name="During">When.</param>
public sealed record EventsQuery(string? Account, Filter Filter, During During)
{
    /// <summary>Whether no event can meet it, as when it asks for one of no values; then it has no text.</summary>
    public bool FindsNothing => Nothing(Filter);

    /// <summary>All that they have to meet, as text; null when all do.</summary>
    public string? Where => (Account is null ? Filter : new HasValue(EventColumn.Account.Name(), Account).And(Filter)) is var filter && filter == Lake.Filter.Everything ? null : FilterWriter.Text(filter);

    /// <summary>The same until another time.</summary>
    /// <param name="to">Microseconds since 1970 UTC.</param>
    public EventsQuery Until(long to) => this with { During = new During(During.From, to) };

    /// <summary>As a command line of <c>offtrail events</c>, each value quoted for a shell.</summary>
    /// <param name="data">The data folder as it was named; null when it was not.</param>
    public string CommandLine(string? data) =>
        "offtrail events"
            + (Where is { } where ? $" --where {ShellText.Quoted(where)}" : "")
            + (During.From == long.MinValue ? "" : $" --from {FilterWriter.Moment(During.From)}")
            + (During.To == long.MaxValue ? "" : $" --to {FilterWriter.Moment(During.To)}")
            + (data is null ? "" : $" --data {ShellText.Quoted(data)}");

    private static bool Nothing(Filter filter) => filter switch { AnyOf any => any.Parts.All(Nothing), AllOf all => all.Parts.Any(Nothing), _ => false };
}
