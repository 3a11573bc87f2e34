using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Offtrail.State;

namespace Offtrail.Server;

/// <summary>Which alerts are asked for; what is said several times means one of them.</summary>
public sealed class AlertQueryParameters
{
    [FromQuery(Name = "status"), Description("open, acknowledged, closed")]
    public string[]? Status { get; set; }

    [FromQuery(Name = "standing"), Description("standing (the default), withdrawn, excepted, suppressed")]
    public string? Standing { get; set; }

    [FromQuery(Name = "rule"), Description("Ids of rules")]
    public string[]? Rule { get; set; }

    [FromQuery(Name = "account"), Description("AWS accounts")]
    public string[]? Account { get; set; }

    [FromQuery(Name = "severity"), Description("low, medium, high, critical")]
    public string[]? Severity { get; set; }

    [FromQuery(Name = "identity"), Description("An ARN, or the end of one from the name on")]
    public string? Identity { get; set; }

    [FromQuery(Name = "access_key"), Description("An access key's id")]
    public string? AccessKey { get; set; }

    [FromQuery(Name = "source"), Description("An address")]
    public string? Source { get; set; }

    [FromQuery(Name = "assignee"), Description("Who looks at it; empty for nobody")]
    public string[]? Assignee { get; set; }

    [FromQuery(Name = "tag"), Description("Tags; all of them")]
    public string[]? Tag { get; set; }

    [FromQuery(Name = "incident"), Description("An incident's id")]
    public string? Incident { get; set; }

    [FromQuery(Name = "from"), Description("Raised from this time on")]
    public string? From { get; set; }

    [FromQuery(Name = "to"), Description("Raised before this time")]
    public string? To { get; set; }

    [FromQuery(Name = "least_score"), Description("0 to 100")]
    public double? LeastScore { get; set; }

    [FromQuery(Name = "text"), Description("Part of the sentence that says what is unusual")]
    public string? Text { get; set; }

    [FromQuery(Name = "limit"), Description("1 to 1000; 100 unless said")]
    public int? Limit { get; set; }

    [FromQuery(Name = "cursor"), Description("next_cursor of the part before")]
    public string? PlaceBefore { get; set; }

    /// <summary>The filter.</summary>
    /// <exception cref="ApiException">A value is wrong.</exception>
    public AlertFilter Filter()
    {
        var (from, to) = Query.Stretch(From, To);
        var place = Cursor.Read<AlertPlace>(PlaceBefore);
        return new AlertFilter
        {
            Standing = string.IsNullOrEmpty(Standing) ? AlertStanding.Standing : Query.One<AlertStanding>(Standing, "standing"),
            Statuses = [.. (Status ?? []).Select(s => Query.One<AlertStatus>(s, "status"))],
            Rules = Rule ?? [],
            Accounts = Account ?? [],
            Severities = Severity ?? [],
            Entities = Query.Entities(Identity, AccessKey, Source),
            Assignees = Assignee ?? [],
            Tags = Tag ?? [],
            Incident = string.IsNullOrEmpty(Incident) ? null : Incident,
            FromMicros = from,
            ToMicros = to,
            LeastScore = Query.Score(LeastScore, "least_score"),
            Text = string.IsNullOrEmpty(Text) ? null : Text,
            Behind = place is null ? null : (place.RaisedAt, place.Timestamp, place.Id),
        };
    }
}
