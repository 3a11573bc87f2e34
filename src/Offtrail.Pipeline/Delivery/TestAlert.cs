using System.Globalization;
using System.Text.Json.Nodes;
using Offtrail.Rules;
using Offtrail.Sinks;

namespace Offtrail.Pipeline;

/// <summary>A made-up alert, to try a sink. It is in no table, and says of itself that it is made up.</summary>
public static class TestAlert
{
    private const string RuleId = "offtrail_test";
    private const string RuleName = "Test of a sink";
    private const string Reason = "This alert is made up: \"offtrail sinks test\" sent it to see whether alerts get here.";

    /// <summary>Makes one. Its id follows from the time, so each test is an alert of its own.</summary>
    public static OutgoingAlert For(string sinkId, DateTimeOffset now)
    {
        var micros = Clocks.Micros(now);
        var id = micros.ToString("x32", CultureInfo.InvariantCulture);
        var document = new JsonObject
        {
            ["@timestamp"] = AlertDocument.Time(micros),
            ["event"] = new JsonObject { ["kind"] = "signal", ["severity"] = 21, ["risk_score"] = 0 },
            ["rule"] = new JsonObject { ["id"] = RuleId, ["name"] = RuleName },
            ["tags"] = new JsonArray("test"),
            ["offtrail"] = new JsonObject { ["alert"] = new JsonObject { ["id"] = id, ["status"] = "open", ["raised_at"] = AlertDocument.Time(micros), ["reason"] = Reason, ["test"] = true } },
        };
        return new OutgoingAlert
        {
            Id = id,
            Key = DeliveryKey.Of(sinkId, id),
            RuleId = RuleId,
            RuleName = RuleName,
            Severity = "low",
            Score = 0,
            Account = "000000000000",
            Reason = Reason,
            RaisedAt = micros,
            Document = document.ToJsonString(),
            IsTest = true,
        };
    }
}
