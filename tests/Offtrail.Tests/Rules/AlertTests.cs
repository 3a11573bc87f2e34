using System.Globalization;
using System.Text.Json;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

public sealed class AlertTests
{
    private static readonly Evidence s_evidence = new(["e1", "e2", "e3"], 3, new Dictionary<string, FieldValues>(StringComparer.Ordinal)
    {
        [AlertFields.Action] = Values(("RunInstances", 2), ("StopInstances", 1)),
        [AlertFields.Provider] = Values(("ec2.amazonaws.com", 3)),
        [AlertFields.Region] = Values(("eu-west-1", 3)),
        [AlertFields.Identity] = Values(("arn:aws:iam::111122223333:role/ci-deploy", 3)),
        [AlertFields.IdentityArn] = Values(("arn:aws:sts::111122223333:assumed-role/ci-deploy/run-1", 3)),
        [AlertFields.AccessKey] = Values(("ASIAEXAMPLE", 3)),
        [AlertFields.UserName] = Values(("ci-deploy", 3)),
        [AlertFields.Address] = Values(("203.0.113.7", 2), ("198.51.100.1", 1)),
        [AlertFields.Ip] = Values(("203.0.113.7", 2), ("198.51.100.1", 1)),
        [AlertFields.UserAgent] = Values(("aws-cli/2.15 \"quoted\" ünï 😀", 3)),
    });

    [Fact]
    public void Its_id_is_the_same_whenever_it_is_found_and_however_its_numbers_turn_out()
    {
        var id = Alert.IdOf("rule", Made.Record());
        id.Length.ShouldBe(32);
        Alert.IdOf("rule", Made.Record(score: 99) with { EventCount = 7, Repeats = 2, ReturnDays = 1 }).ShouldBe(id);
        Of(Made.Record()).Id.ShouldBe(Alert.IdOf(Made.Rule.Id, Made.Record()));
    }

    [Fact]
    public void Its_id_differs_when_rule_job_account_bucket_or_value_do()
    {
        AnomalyRecord[] records = [Made.Record(), Made.Record(value: "Other"), Made.Record(scope: "444455556666"), Made.Record(bucket: Made.May + Made.Hour), Made.Record() with { JobId = "other" }];
        records.SelectMany(r => new[] { Alert.IdOf("a", r), Alert.IdOf("b", r) }).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Its_document_has_the_fields_of_an_alert()
    {
        using var tree = JsonDocument.Parse(AlertDocument.Write(Of(Made.Record()), ["source.ip"]));
        string Text(string path) => path.Split('/').Aggregate(tree.RootElement, (e, part) => e.GetProperty(part)).ToString();
        Text("@timestamp").ShouldBe("2026-05-01T00:00:00.000Z");
        Text("event/kind").ShouldBe("signal");
        Text("event/severity").ShouldBe("21");
        Text("event/risk_score").ShouldBe("21");
        Text("event/provider").ShouldBe("ec2.amazonaws.com");
        tree.RootElement.GetProperty("event").TryGetProperty("action", out _).ShouldBeFalse("the events do not agree on it");
        Text("rule/id").ShouldBe("rare_error_code");
        Text("rule/name").ShouldBe("Rare AWS Error Code");
        Text("threat/technique/id").ShouldBe("[\"T1580\"]");
        Text("cloud/account/id").ShouldBe("111122223333");
        Text("cloud/region").ShouldBe("eu-west-1");
        Text("user/name").ShouldBe("ci-deploy");
        Text("user_agent/original").ShouldBe("aws-cli/2.15 \"quoted\" ünï 😀");
        tree.RootElement.TryGetProperty("source", out _).ShouldBeFalse("two addresses");
        Text("aws/cloudtrail/error_code").ShouldBe("Client.Unusual");
        Text("aws/cloudtrail/user_identity/access_key_id").ShouldBe("ASIAEXAMPLE");
        Text("offtrail/alert/status").ShouldBe("open");
        Text("offtrail/alert/provisional").ShouldBe("True");
        Text("offtrail/alert/raised_at").ShouldBe("2026-05-01T01:00:00.000Z");
        Text("offtrail/alert/event_ids").ShouldBe("[\"e1\",\"e2\",\"e3\"]");
        Text("offtrail/alert/event_count").ShouldBe("3");
        foreach (var member in new[] { "id", "reason", "first_event_at", "last_event_at", "values" }) Text("offtrail/alert/" + member).ShouldNotBeEmpty();
        foreach (var member in new[] { "job_id", "detector", "function", "by", "actual", "typical", "probability", "return_days", "record_score", "learning", "influencers", "explanation" })
            Text("offtrail/anomaly/" + member).ShouldNotBeEmpty();
        Text("offtrail/anomaly/influencers").ShouldBe("""[{"field":"source.ip","value":"203.0.113.7","score":40},{"field":"source.ip","value":"198.51.100.1","score":20}]""");
    }

    [Fact]
    public void Its_bytes_do_not_depend_on_the_language_of_the_machine()
    {
        var record = Made.Record(score: 61.234567890123456) with { Probability = 0.000012345, ReturnDays = 12345.678, EventCount = 1_234_567 };
        var plain = AlertDocument.Write(Of(record), ["source.ip"]);
        var before = CultureInfo.CurrentCulture;
        try
        {
            // InvariantGlobalization knows no other culture, so its separators are set by hand.
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator, other.NumberFormat.NegativeSign) = (",", ".", "~");
            (other.DateTimeFormat.DateSeparator, other.DateTimeFormat.TimeSeparator) = (".", "-");
            CultureInfo.CurrentCulture = other;
            AlertDocument.Write(Of(record), ["source.ip"]).ShouldBe(plain);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_any_evidence_it_is_still_valid()
    {
        using var tree = JsonDocument.Parse(AlertDocument.Write(new Alert(Made.Rule, Made.Record(), Evidence.None, Made.May, false), []));
        tree.RootElement.GetProperty("offtrail").GetProperty("alert").GetProperty("event_count").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void Numbers_are_rounded_to_twelve_digits() => AnomalyDocument.Rounded(0.1 + 0.2).ShouldBe(0.3);

    private static Alert Of(AnomalyRecord record) => new(Made.Rule, record, s_evidence, Made.May + Made.Hour, true);

    private static FieldValues Values(params (string Value, long Count)[] values) => new([.. values.Select(v => new ValueCount(v.Value, v.Count))], 0);
}
