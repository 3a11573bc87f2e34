using System.Buffers;
using System.Text;
using System.Text.Json;
using Offtrail.Anomalies;
using Offtrail.Rules;

namespace Offtrail.Tests.Rules;

/// <summary>The sentences and members of records of partitions and of entities.</summary>
public sealed class SignExplanationTests
{
    private const string Deploy = "arn:aws:iam::111122223333:role/ci-deploy";

    private static readonly AnomalyRecord s_novelty = Made.Record(score: 62.4, value: "StopLogging") with
    {
        JobId = "rare_call_for_an_identity",
        Detector = "rare by event.action partition by offtrail.identity",
        ByField = "event.action",
        PartitionField = "offtrail.identity",
        Partition = Deploy,
        Probability = 0.0004,
        ReturnDays = 12,
        History = new NoveltyHistory(540, 23, 310, 17, 0, 9, 0.034, 1),
    };

    private static readonly AnomalyRecord s_entity = Made.Record(score: 88, value: Deploy) with
    {
        JobId = "unusual_identity_activity",
        Detector = "entity by offtrail.identity",
        Function = "entity",
        ByField = "offtrail.identity",
        ReturnDays = 150,
        Actual = 7.25,
        Typical = 1.55,
        Episode = Made.May,
        History = new EntityHistory(540, 23, 310, 0, Made.May, [
            new("rare_call_for_an_identity", "event.action", ["StopLogging", "DeleteTrail"], 0, 0, 3.5, 1),
            new("rare_network_for_an_identity", "offtrail.source_network", ["AS64500"], 0, 1, 2.5, 1),
            new("rare_error_code_for_an_identity", "aws.cloudtrail.error_code", ["AccessDenied"], 2, 4, 2.5, 0.5),
            new("rare_client_for_an_identity", "offtrail.client.label", ["Boto3 1 on Linux"], 0, 1200, 0.2, 0.5),
        ], []),
    };

    [Fact]
    public void A_value_new_to_a_partition_says_for_whom_how_long_and_who_else_had_it() =>
        Explanation.Seen(s_novelty).ShouldBe("first time for role ci-deploy in 310 active hours; no other identity had it");

    [Fact]
    public void One_hour_is_an_hour_and_peers_are_counted_of_all() =>
        Explanation.Seen(s_novelty with { History = new NoveltyHistory(5400, 23, 1, 17, 3, 1204, 0.034, 1) }).ShouldBe("first time for role ci-deploy in 1 active hour; 3 of 1,204 identities had it");

    [Fact]
    public void A_new_partition_says_that_it_is_new() =>
        Explanation.Seen(s_novelty with { PartitionField = "source.geo.city_name", Partition = "Riga", History = new NoveltyHistory(540, 23, 0, 0, 0, 9, 1, 1) })
            .ShouldBe("first seen with city Riga, which is new here; no other city had it");

    [Fact]
    public void The_reason_names_call_partition_and_rarity() =>
        Explanation.Reason(s_novelty, Evidence.None).ShouldBe("Call StopLogging in account 111122223333: first time for role ci-deploy in 310 active hours; no other identity had it. "
            + "3 times in unknown calls by an unknown identity, from no address. Something this rare turns up here about once in 12 days when nothing is wrong.");

    [Fact]
    public void The_reason_of_a_job_over_all_accounts_names_no_account() =>
        Explanation.Reason(s_novelty with { Scope = "*" }, Evidence.None).ShouldStartWith("Call StopLogging: first time for");

    [Fact]
    public void The_explanation_of_a_novelty_gives_the_numbers()
    {
        Explanation.Explain(s_novelty).ShouldBe("First time for role ci-deploy in 310 active hours; no other identity had it. It meets something new in about 3.4 % of its active buckets and knows 17 values. "
            + "Something at least as unusual turns up about once in 12 days over all (probability 1 in 2,500 an active bucket of one), which is score 62.");
        Explanation.Explain(s_novelty with { Repeats = 1, Probability = 0.25, History = new NoveltyHistory(540, 23, 310, 1, 0, 9, 0.0004, 1_003) }).ShouldBe(
            "First time for role ci-deploy in 310 active hours; no other identity had it. It meets something new in about 1 in 2,500 of its active buckets and knows 1 value. 1,003 values were new to it at once. "
            + "Something at least as unusual turns up about once in 12 days over all (probability 25 % an active bucket of one), which is score 62. It came again in 1 later bucket soon after, which belong to this anomaly.");
        Explanation.Explain(s_novelty with { History = new NoveltyHistory(540, 23, 0, 0, 2, 9, 1, 1) }).ShouldBe("First seen with role ci-deploy, which is new here; 2 of 9 identities had it. "
            + "Something at least as unusual turns up about once in 12 days over all (probability 1 in 2,500 an active bucket of one), which is score 62.");
    }

    [Fact]
    public void What_is_unusual_about_an_entity_is_its_new_values_that_weigh_something() =>
        Explanation.Seen(s_entity).ShouldBe("new call StopLogging and 1 more (nobody else had it), new network AS64500 (1 other had it), new error code AccessDenied and 2 more (4 others had it)");

    [Fact]
    public void A_young_entity_is_said_to_be_new()
    {
        var history = (EntityHistory)s_entity.History;
        Explanation.Seen(s_entity with { History = history with { AgeSurprise = 2, EntityBuckets = 0, Contributions = [history.Contributions[1]] } }).ShouldBe("new here, new network AS64500 (1 other had it)");
        Explanation.Seen(s_entity with { History = history with { AgeSurprise = 1, EntityBuckets = 1, Contributions = [history.Contributions[1]] } }).ShouldBe("new here, 1 active hour old, new network AS64500 (1 other had it)");
        Explanation.Seen(s_entity with { History = history with { AgeSurprise = 0.99, EntityBuckets = 5, Contributions = [history.Contributions[3]] } }).ShouldBe("new client Boto3 1 on Linux (1,200 others had it)", "where nothing weighs much the first is named");
    }

    [Fact]
    public void The_reason_of_an_entity_names_it_and_its_account() =>
        Explanation.Reason(s_entity, Evidence.None).ShouldStartWith("Unusual activity of role ci-deploy in account 111122223333: new call StopLogging and 1 more (nobody else had it), new network");

    [Fact]
    public void The_explanation_of_an_entity_adds_up_its_parts()
    {
        var history = (EntityHistory)s_entity.History;
        Explanation.Explain(s_entity).ShouldBe("The signs add up to 7.3, where 1.6 is reached once a day: rare_call_for_an_identity 3.5 (new call StopLogging and 1 more (nobody else had it)), "
            + "rare_network_for_an_identity 2.5 (new network AS64500 (1 other had it)), rare_error_code_for_an_identity 1.3 (new error code AccessDenied and 2 more (4 others had it)), "
            + "rare_client_for_an_identity 0.1 (new client Boto3 1 on Linux (1,200 others had it)). So much turns up about once in 150 days, which is score 88.");
        Explanation.Explain(s_entity with { Repeats = 2, History = history with { AgeSurprise = 1.21, Contributions = [history.Contributions[1]] } }).ShouldBe(
            "The signs add up to 7.3, where 1.6 is reached once a day: rare_network_for_an_identity 2.5 (new network AS64500 (1 other had it)), a young identity 1.2. "
            + "So much turns up about once in 150 days, which is score 88. It came again in 2 later buckets soon after, which belong to this anomaly.");
    }

    [Theory]
    [InlineData("cloud.region", "region", "regions")]
    [InlineData("event.provider", "service", "services")]
    [InlineData("offtrail.session.instance_id", "instance", "instances")]
    [InlineData("source.geo.country_iso_code", "country", "countries")]
    [InlineData("user_agent.name", "user_agent.name", "values of user_agent.name")]
    public void A_field_has_words_for_its_values(string field, string one, string many) => FieldNoun.Of(field).ShouldBe(new FieldNoun(one, many));

    [Fact]
    public void The_document_of_a_novelty_has_its_partition_and_what_was_known()
    {
        using var tree = JsonDocument.Parse(Document(s_novelty));
        Members(tree.RootElement).ShouldBe(["job_id", "detector", "function", "scope", "timestamp", "by_field", "by", "partition_field", "partition", "actual", "typical", "probability", "return_days", "record_score",
            "learning", "event_count", "repeats", "first_event_at", "last_event_at", "history", "explanation"]);
        tree.RootElement.GetProperty("partition_field").GetString().ShouldBe("offtrail.identity");
        tree.RootElement.GetProperty("partition").GetString().ShouldBe(Deploy);
        tree.RootElement.GetProperty("history").GetRawText().ShouldBe("""{"active_buckets":540,"days":23,"partition_buckets":310,"partition_values":17,"partitions":9,"peers":0,"new_rate":0.034,"together":1}""");
    }

    [Fact]
    public void The_document_of_an_entity_has_its_parts_and_what_came_later()
    {
        var later = new Contribution("rare_region_for_an_identity", "cloud.region", ["eu-west-9"], 0, 2, 1.25, 0);
        using var tree = JsonDocument.Parse(Document(s_entity with { History = (EntityHistory)s_entity.History with { AgeSurprise = 0.5, Later = [later] } }));
        Members(tree.RootElement).ShouldNotContain("partition");
        var history = tree.RootElement.GetProperty("history");
        Members(history).ShouldBe(["active_buckets", "days", "entity_buckets", "age_surprise", "window_start", "contributions", "later"]);
        history.GetProperty("contributions").GetArrayLength().ShouldBe(4);
        history.GetProperty("contributions")[0].GetRawText().ShouldBe("""{"job_id":"rare_call_for_an_identity","field":"event.action","values":["StopLogging","DeleteTrail"],"more":0,"peers":0,"surprise":3.5,"weight":1}""");
        history.GetProperty("later").GetRawText().ShouldBe("""[{"job_id":"rare_region_for_an_identity","field":"cloud.region","values":["eu-west-9"],"more":0,"peers":2,"surprise":1.25,"weight":0}]""");
        (history.GetProperty("window_start").GetString(), history.GetProperty("entity_buckets").GetInt64()).ShouldBe(("2026-05-01T00:00:00.000Z", 310));
    }

    [Fact]
    public void The_same_value_in_two_partitions_is_two_records_whatever_the_texts_hold()
    {
        AnomalyRecord[] records = [s_novelty, s_novelty with { Partition = "b" }, s_novelty with { ByValue = "a\nb", Partition = "c" }, s_novelty with { ByValue = "a", Partition = "b\nc" }, s_novelty with { ByValue = "a\n1\nb", Partition = "c" }, s_novelty with { ByValue = "a", Partition = "1\nb\nc" }];
        records.Select(r => r.Identity).Distinct().Count().ShouldBe(records.Length);
    }

    private static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(m => m.Name)];

    private static string Document(AnomalyRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) AnomalyDocument.Write(json, record, null);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
