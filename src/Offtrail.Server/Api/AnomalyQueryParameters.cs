using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Offtrail.Server;

/// <summary>Which anomaly records the explorer shows.</summary>
public sealed class AnomalyQueryParameters
{
    [FromQuery(Name = "from"), Description("Buckets from this time on; 30 days before the newest event unless said")]
    public string? From { get; set; }

    [FromQuery(Name = "to"), Description("Buckets before this time; the newest event unless said")]
    public string? To { get; set; }

    [FromQuery(Name = "job"), Description("Ids of jobs")]
    public string[]? Job { get; set; }

    [FromQuery(Name = "field"), Description("Only records that may be put down to a value of this field; goes with value")]
    public string? Field { get; set; }

    [FromQuery(Name = "value"), Description("The value")]
    public string? Value { get; set; }

    [FromQuery(Name = "by"), Description("The field whose values have a lane each; offtrail.identity unless said")]
    public string? By { get; set; }
}
