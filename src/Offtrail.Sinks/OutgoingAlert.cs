using System.Text.Json.Nodes;
using Offtrail.Rules;

namespace Offtrail.Sinks;

/// <summary>An alert on its way to one sink.</summary>
public sealed record OutgoingAlert
{
    /// <summary>The alert's id.</summary>
    public required string Id { get; init; }

    /// <summary>The same for every attempt to bring this alert to this sink: see <see cref="DeliveryKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The rule's id.</summary>
    public required string RuleId { get; init; }

    /// <summary>The rule's title.</summary>
    public required string RuleName { get; init; }

    /// <summary>low, medium, high or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>The account; <c>*</c> for several.</summary>
    public required string Account { get; init; }

    /// <summary>The sentence for a person. May have any text of records in it.</summary>
    public required string Reason { get; init; }

    /// <summary>Time of the run that raised it, microseconds since 1970 UTC.</summary>
    public required long RaisedAt { get; init; }

    /// <summary>The ECS document, on one line.</summary>
    public required string Document { get; init; }

    /// <summary>Whether it is made up, to try a sink.</summary>
    public bool IsTest { get; init; }

    /// <summary>What people see first: "high 87: Rare AWS Error Code".</summary>
    public string Title => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(IsTest ? "test, " : "")}{Severity} {Score:0}: {RuleName}");

    /// <summary>How the score came about; empty when the document does not say.</summary>
    public string Explanation => (string?)JsonNode.Parse(Document)?["offtrail"]?["anomaly"]?["explanation"] ?? "";

    /// <summary>When it was raised, ISO 8601.</summary>
    public string RaisedTime => AlertDocument.Time(RaisedAt);
}
