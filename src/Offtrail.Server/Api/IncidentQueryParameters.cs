using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Which incidents are asked for; what is said several times means one of them.</summary>
public sealed class IncidentQueryParameters
{
    [FromQuery(Name = "status"), Description("open, acknowledged, closed")]
    public string[]? Status { get; set; }

    [FromQuery(Name = "account"), Description("AWS accounts")]
    public string[]? Account { get; set; }

    [FromQuery(Name = "identity"), Description("An ARN, or the end of one from the name on")]
    public string? Identity { get; set; }

    [FromQuery(Name = "access_key"), Description("An access key's id")]
    public string? AccessKey { get; set; }

    [FromQuery(Name = "source"), Description("An address")]
    public string? Source { get; set; }

    [FromQuery(Name = "from"), Description("With an event from this time on")]
    public string? From { get; set; }

    [FromQuery(Name = "to"), Description("With an event before this time")]
    public string? To { get; set; }

    [FromQuery(Name = "least_rank"), Description("0 to 100")]
    public double? LeastRank { get; set; }

    [FromQuery(Name = "limit"), Description("1 to 1000; 100 unless said")]
    public int? Limit { get; set; }

    [FromQuery(Name = "cursor"), Description("next_cursor of the part before")]
    public string? PlaceBefore { get; set; }

    /// <summary>The filter.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    public IncidentFilter Filter()
    {
        var (from, to) = Query.Stretch(From, To);
        var place = Cursor.Read<IncidentPlace>(PlaceBefore);
        return new IncidentFilter
        {
            Statuses = [.. (Status ?? []).Where(s => s.Length > 0).Select(s => Query.One<AlertStatus>(s, "status"))],
            Accounts = Account ?? [],
            Entities = Query.Entities(Identity, AccessKey, Source),
            FromMicros = from,
            ToMicros = to,
            LeastRank = Query.Score(LeastRank, "least_rank"),
            Behind = place is null ? null : (place.Rank, place.Last, place.Id),
        };
    }
}
