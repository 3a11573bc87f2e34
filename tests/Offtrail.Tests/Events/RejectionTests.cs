using System.Text;
using Offtrail.Events;

namespace Offtrail.Tests.Events;

/// <summary>A record that can't be an event says where it stands and why.</summary>
public sealed class RejectionTests
{
    private const string Good = """{"eventVersion":"1","eventTime":"2026-05-01T08:30:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"a","recipientAccountId":"111122223333"}""";

    [Theory]
    [InlineData("\"eventTime\":\"2026-05-01T08:30:00Z\",", "", "eventTime is missing")]
    [InlineData("2026-05-01T08:30:00Z", "yesterday", "eventTime \"yesterday\" is no time")]
    [InlineData("2026-05-01", "0001-01-01", "lies outside 2006-01-01 to 2099-12-31")]
    [InlineData("2026-05-01", "2262-01-01", "lies outside 2006-01-01 to 2099-12-31")]
    [InlineData("2026-05-01", "2100-01-01", "lies outside")]
    [InlineData("\"eventID\":\"a\",", "", "eventID is missing")]
    [InlineData("\"eventID\":\"a\"", "\"eventID\":null", "eventID is missing")]
    [InlineData("111122223333", "../../etc", "the account \"../../etc\" is no account id")]
    [InlineData("111122223333", "123456789012345678901234567890123", "is no account id")]
    [InlineData("\"eventID\":\"a\"", "\"eventID\":\"a\",\"eventID\":\"b\"", "\"eventID\" stands there twice")]
    [InlineData("\"eventID\":\"a\"", "\"userIdentity\":{},\"userIdentity\":{},\"eventID\":\"a\"", "\"userIdentity\" stands there twice")]
    [InlineData("\"GetObject\"", "{\"x\":1}", "eventName must be a string; found an object")]
    [InlineData("\"GetObject\"", "[]", "eventName must be a string; found a list")]
    [InlineData("GetObject", "\\ud800", "eventName holds half a character")]
    public void It_is_rejected_with_a_reason(string old, string wrong, string reason)
    {
        var record = Good.Replace(old, wrong, StringComparison.Ordinal);
        var read = Collector.Read($"[{Good},\n {record}]");
        read.Events.Count.ShouldBe(1);
        var rejected = read.Rejected.Single();
        rejected.Reason.ShouldContain(reason);
        rejected.Position.ShouldBe(new RecordPosition(2, 2, Good.Length + 4));
        rejected.IsRecord.ShouldBeTrue();
        Encoding.UTF8.GetString(rejected.Content.Span).ShouldBe(record);
    }

    [Theory]
    [InlineData("\"responseElements\":{\"ConsoleLogin\":{\"a\":1}}")]
    [InlineData("\"additionalEventData\":{\"UserName\":[\"a\"]}")]
    [InlineData("\"responseElements\":{\"ConsoleLogin\":\"a\",\"ConsoleLogin\":\"b\"}")]
    public void What_a_service_puts_into_its_own_objects_is_no_reason_to_reject(string member) =>
        Collector.Read(Good.Replace("\"eventID\"", member + ",\"eventID\"", StringComparison.Ordinal)).Events.Count.ShouldBe(1);

    [Fact]
    public void Bytes_that_are_no_utf8_are_rejected()
    {
        var bytes = Encoding.Latin1.GetBytes(Good.Replace("GetObject", "Gét", StringComparison.Ordinal));
        Collector.Read(bytes).Rejected.Single().Reason.ShouldBe("the record is not valid UTF-8");
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("null", null)]
    [InlineData("true", "true")]
    [InlineData("\"\"", null)]
    [InlineData("\"-\"", null)]
    public void An_error_code_of_any_simple_kind_is_taken(string json, string? column)
    {
        var read = Collector.Read(Good.Replace("\"eventID\"", $"\"errorCode\":{json},\"eventID\"", StringComparison.Ordinal));
        read.Events.Single()[EventColumn.ErrorCode].ShouldBe(column);
        read.Events.Single()[EventColumn.Outcome].ShouldBe(column is null ? "success" : "failure");
    }

    [Fact]
    public void An_error_code_of_100_KB_is_cut_in_the_column_and_whole_in_the_record()
    {
        var record = Good.Replace("\"eventID\"", $"\"errorCode\":\"{new string('é', 50_000)}\",\"eventID\"", StringComparison.Ordinal);
        var seen = Collector.Read(record).Events.Single();
        seen.Record.ShouldBe(record);
        seen.CutValues.ShouldBe(1);
        Encoding.UTF8.GetByteCount(seen[EventColumn.ErrorCode]!).ShouldBeInRange(1020, 1024);
        seen[EventColumn.ErrorCode]!.ShouldEndWith("é…");
    }

    [Theory]
    [InlineData("""{"digestStartTime":"x","digestS3Object":"y"}""", SetAsideKind.Digest)]
    [InlineData("""{"a":1}""", SetAsideKind.NotCloudTrail)]
    [InlineData("hello", SetAsideKind.NotCloudTrail)]
    [InlineData("""{"eventVersion":"1","eventType":"AwsCloudTrailInsight","eventTime":"2026-05-01T08:30:00Z"}""", SetAsideKind.Insight)]
    public void What_is_no_api_call_is_set_aside(string content, SetAsideKind kind)
    {
        var read = Collector.Read(content);
        read.SetAside.ShouldBe([kind]);
        read.Rejected.ShouldBeEmpty();
    }
}
