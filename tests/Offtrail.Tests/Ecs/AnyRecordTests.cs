using System.Text;
using System.Text.Json;
using CsCheck;
using Offtrail.Events;

namespace Offtrail.Tests.Ecs;

/// <summary>There is a valid document of anything.</summary>
public sealed class AnyRecordTests
{
    private static readonly string[] s_names =
    [
        "eventTime", "eventName", "eventSource", "userIdentity", "type", "arn", "sessionContext", "sessionIssuer", "attributes", "creationDate", "userName",
        "requestParameters", "responseElements", "additionalEventData", "resources", "ARN", "accountId", "tlsDetails", "tlsVersion", "sourceIPAddress", "ConsoleLogin",
        "UserName", "insightDetails", "logFiles", "digestEndTime", "onBehalfOf", "webIdFederationData", "instancesSet", "items", "instanceId", "instanceIds", "a.b", "", "\\ud800", "é",
    ];

    private static readonly string[] s_values =
    [
        "null", "true", "1", "-0", "1e999", "\"\"", "\"-\"", "\"none\"", "{}", "[]", "\"\\ud83d\"", "\"\\u0000\"", "\"😀\"", "\"2026-05-01T08:30:00Z\"", "\"AssumedRole\"", "\"AWSService\"",
        "\"IdentityCenterUser\"", "\"ConsoleLogin\"", "\"UserAuthentication\"", "\"arn:aws:sts::1:assumed-role/r/@s\"", "\"arn:aws:iam::1:role/aws-service-role/\"", "\"v\"", "\"@\"", "\"/\"",
        "\"203.0.113.7\"", "\"i-0123456789abcdef0\"", "\":instance/\"", "\"x.amazonaws.com\"", "\".amazonaws.com\"",
    ];

    private static readonly Gen<string> s_json = Gen.Recursive<string>((depth, inner) => depth > 5
        ? Documents.OneOf(s_values)
        : Gen.Frequency(
            (2, Documents.OneOf(s_values)),
            (3, Gen.Select(Documents.OneOf(s_names), inner).Array[0, 6].Select(ms => $"{{{string.Join(',', ms.Select(m => $"\"{m.Item1}\":{m.Item2}"))}}}")),
            (1, inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"))));

    private static readonly Gen<string> s_record =
        Gen.Select(Documents.OneOf(s_names), s_json).Array[0, 14].Select(ms => $"{{{string.Join(',', ms.Select(m => $"\"{m.Item1}\":{m.Item2}"))}}}");

    [Fact]
    public Task Any_json_object_has_a_document_with_what_every_document_has() => Within.Seconds(120, () =>
        s_record.Sample(record =>
        {
            var document = Documents.Of(record);
            document.Field("ecs.version").ShouldBe(EcsDocumentWriter.EcsVersion);
            document.Field("cloud.provider").ShouldBe("aws");
            document.Field("event.original").ShouldBe(record);
            document.Field("event.kind").ShouldBe(document.Field("error.message") is null ? "event" : "pipeline_error");
            document.Field("event.outcome").ShouldNotBeNull();
            NothingEmpty(document);
        }, iter: 10_000, threads: 1));

    [Fact]
    public Task Random_bytes_have_a_document_that_says_they_are_no_record() => Within.Seconds(60, () =>
        Gen.Byte.Array[0, 200].Sample(bytes => Documents.Of(bytes).Field("event.kind").ShouldBe("pipeline_error"), iter: 3_000, threads: 1));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{\"eventName\":\"X\"")]
    [InlineData("{\"eventName\":\"X\"} {}")]
    public void What_is_no_object_is_told_and_kept(string text)
    {
        var document = Documents.Of(text);
        document.Field("error.message").ShouldNotBeNull();
        document.Field("event.kind").ShouldBe("pipeline_error");
        document.Field("event.original").ShouldBe(text.Length > 0 ? text : null);
        document.Field("tags").ShouldBe("""["preserve_original_event"]""");
        document.Field("ecs.version").ShouldBeNull();
    }

    [Theory]
    [InlineData(128, "event")]
    [InlineData(129, "pipeline_error")]
    [InlineData(100_000, "pipeline_error")]
    public void Nesting_has_a_bound(int depth, string kind)
    {
        var record = $$"""{"requestParameters":{{string.Concat(Enumerable.Repeat("{\"a\":", depth - 1))}}1{{new string('}', depth - 1)}}}""";
        Documents.Of(record).Field("event.kind").ShouldBe(kind);
    }

    [Fact]
    public void Half_a_character_and_a_broken_byte_become_the_sign_for_it()
    {
        Documents.Of("""{"eventName":"a\ud800\n\"é","\udc00":1}""").Field("event.action").ShouldBe("a\uFFFD\n\"é");
        Documents.Of([.. "{\"eventName\":\"a"u8, 0xFF, .. "\"}"u8]).Field("event.action").ShouldBe("a\uFFFD");
    }

    [Fact]
    public Task A_hundred_thousand_members_take_no_more_than_their_time() => Within.Seconds(20, () =>
    {
        var members = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"m{i}\":{i}"));
        var ids = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"i-0123456789{i}\""));
        Documents.Of($$$"""{"requestParameters":{{{{members}}},"instanceIds":[{{{ids}}}]},{{{members}}}}""").Field("related.hosts").ShouldNotBeNull();
    });

    [Fact]
    public void The_same_record_gives_the_same_bytes() => Gen.Int.Sample(seed =>
    {
        var record = Encoding.UTF8.GetBytes(new RecordMaker(seed).Make());
        var (first, second) = (Documents.Write(new EcsDocumentWriter(), record), Documents.Write(new EcsDocumentWriter(), record));
        first.ShouldBe(second);
    }, iter: 200, threads: 1);

    private static void NothingEmpty(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            value.EnumerateObject().Any().ShouldBeTrue();
            foreach (var member in value.EnumerateObject()) NothingEmpty(member.Value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            value.GetArrayLength().ShouldBeGreaterThan(0);
            foreach (var item in value.EnumerateArray()) NothingEmpty(item);
        }
        else value.GetRawText().ShouldNotBeOneOf("null", "\"\"");
    }
}
