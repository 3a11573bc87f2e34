using System.Text.Json;

namespace Offtrail.EndToEnd.Tests.Output;

/// <summary>An alert is an ECS document with all that docs/detection.md promises.</summary>
public sealed class AlertDocumentTests
{
    [Theory]
    [InlineData("@timestamp", "2026-05-10T12:00:00.000Z")]
    [InlineData("event.kind", "signal")]
    [InlineData("event.risk_score", "21")]
    [InlineData("event.action", "GetObject")]
    [InlineData("rule.id", "rare_error_code")]
    [InlineData("rule.name", "Rare AWS Error Code")]
    [InlineData("cloud.account.id", Sample.Account)]
    [InlineData("cloud.region", "eu-west-1")]
    [InlineData("user.name", "ana")]
    [InlineData("source.ip", "198.51.100.7")]
    [InlineData("user_agent.original", "aws-cli/2.15.0")]
    [InlineData("aws.cloudtrail.error_code", SmallTrail.NewCode)]
    [InlineData("aws.cloudtrail.user_identity.arn", "arn:aws:iam::111122223333:user/ana")]
    [InlineData("aws.cloudtrail.user_identity.access_key_id", "AKIAANAEXAMPLE")]
    [InlineData("offtrail.alert.status", "open")]
    [InlineData("offtrail.alert.provisional", "False")]
    [InlineData("offtrail.alert.event_ids", "[\"new-0\",\"new-1\",\"new-2\"]")]
    [InlineData("offtrail.alert.event_count", "3")]
    [InlineData("offtrail.alert.first_event_at", "2026-05-10T12:30:00.000Z")]
    [InlineData("offtrail.alert.last_event_at", "2026-05-10T12:32:00.000Z")]
    [InlineData("offtrail.alert.raised_at", "2026-05-10T13:00:00.000Z")] // 12:30 + query delay 20 min, at the next quarter
    [InlineData("offtrail.anomaly.job_id", "rare_error_code")]
    [InlineData("offtrail.anomaly.function", "rare")]
    [InlineData("offtrail.anomaly.by_field", "aws.cloudtrail.error_code")]
    [InlineData("offtrail.anomaly.by", SmallTrail.NewCode)]
    [InlineData("offtrail.anomaly.learning", "False")]
    public async Task Has_the_member(string path, string value) => At(await AlertAsync(), path).ToString().ShouldBe(value);

    [Theory]
    [InlineData("threat.technique.id")]
    [InlineData("event.severity")]
    [InlineData("offtrail.alert.id")]
    [InlineData("offtrail.alert.reason")]
    [InlineData("offtrail.anomaly.detector")]
    [InlineData("offtrail.anomaly.actual")]
    [InlineData("offtrail.anomaly.typical")]
    [InlineData("offtrail.anomaly.probability")]
    [InlineData("offtrail.anomaly.return_days")]
    [InlineData("offtrail.anomaly.record_score")]
    [InlineData("offtrail.anomaly.influencers")]
    [InlineData("offtrail.anomaly.explanation")]
    public async Task Has_a_member(string path) => At(await AlertAsync(), path).ToString().ShouldNotBeEmpty();

    [Fact]
    public async Task Gives_its_reason_in_words_that_name_everything()
    {
        var reason = At(await AlertAsync(), "offtrail.alert.reason").GetString()!;
        foreach (var part in new[] { SmallTrail.NewCode, Sample.Account, "first time in 10 days of history", "3 times", "GetObject", "user ana", "AKIAANAEXAMPLE", "198.51.100.7", "aws-cli/2.15.0", "about once in" })
            reason.ShouldContain(part);
    }

    [Fact]
    public async Task Names_the_fields_that_it_can_be_put_down_to()
    {
        var influencers = At(await AlertAsync(), "offtrail.anomaly.influencers").EnumerateArray().ToArray();
        influencers.Select(i => i.GetProperty("field").GetString()).ShouldBe(["aws.cloudtrail.user_identity.arn", "source.ip"], ignoreOrder: true);
        influencers.ShouldAllBe(i => i.GetProperty("score").GetDouble() > 0);
    }

    private static JsonElement At(JsonElement document, string path)
    {
        foreach (var member in path.Split('.')) document = document.GetProperty(member);
        return document;
    }

    /// <summary>One run for all tests of this class: the trail is the same.</summary>
    private static Task<JsonElement> AlertAsync() => s_alert.Value;

    private static readonly Lazy<Task<JsonElement>> s_alert = new(async () =>
    {
        using var work = new Workspace();
        return (await work.DetectAsync(SmallTrail.Write(work), "--format", "ndjson")).ShouldExit(0).Documents.Single();
    });
}
